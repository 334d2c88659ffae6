namespace Hebb.Vision.Reading.Training;

/// <summary>What came of a training of the line reader.</summary>
/// <param name="Words">The character error rate on the words of the validation set, without a language model, 0 to 1.</param>
/// <param name="Lines">The character error rate on its lines.</param>
/// <param name="Epochs">The epochs.</param>
/// <param name="Steps">The steps of the optimizer.</param>
/// <param name="Seconds">How long it took.</param>
sealed record LineTrainingReport(double Words, double Lines, int Epochs, int Steps, double Seconds);
