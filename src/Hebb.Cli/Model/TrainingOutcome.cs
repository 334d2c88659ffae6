namespace Hebb.Cli.Model;

/// <summary>How a training ended.</summary>
/// <param name="Epochs">The epochs begun, the last of them perhaps unfinished.</param>
/// <param name="IsStopped">Whether Ctrl-C ended it.</param>
/// <param name="Train">Accuracy on the training digits, 0 to 1.</param>
/// <param name="Validation">Accuracy on the held-out digits.</param>
/// <param name="Test">Accuracy on the test digits.</param>
/// <param name="Seconds">How long it took.</param>
sealed record TrainingOutcome(int Epochs, bool IsStopped, double Train, double Validation, double Test, double Seconds);
