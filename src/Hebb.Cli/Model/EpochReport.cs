namespace Hebb.Cli.Model;

/// <summary>What one epoch brought.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Loss">The mean loss of its batches.</param>
/// <param name="Train">Accuracy on the training digits as they are, 0 to 1.</param>
/// <param name="Validation">Accuracy on the held-out digits, 0 to 1.</param>
/// <param name="SamplesPerSecond">Images learned from in a second, over the whole training so far.</param>
/// <param name="Left">The time that the rest will take.</param>
readonly record struct EpochReport(int Epoch, int Epochs, double Loss, double Train, double Validation, double SamplesPerSecond, TimeSpan Left);
