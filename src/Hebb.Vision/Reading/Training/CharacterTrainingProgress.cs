namespace Hebb.Vision.Reading.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">How many epochs are done.</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Loss">The mean loss of the epoch, label smoothing included.</param>
/// <param name="Valid">Measured on the characters to choose by, with the averaged weights.</param>
/// <param name="Elapsed">The time since the beginning.</param>
readonly record struct CharacterTrainingProgress(int Epoch, int Epochs, double Loss, CharacterScores? Valid, TimeSpan Elapsed);
