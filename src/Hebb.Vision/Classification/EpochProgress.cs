namespace Hebb.Vision.Classification;

/// <summary>How far a training is, at the end of an epoch.</summary>
/// <param name="Epoch">How many epochs are done.</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Loss">The mean training loss of the epoch.</param>
/// <param name="ValidationLoss">The mean loss of the validation images.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation images, 0 to 1.</param>
/// <param name="Elapsed">How long the training has taken.</param>
public readonly record struct EpochProgress(int Epoch, int Epochs, double Loss, double ValidationLoss, double ValidationAccuracy, TimeSpan Elapsed);
