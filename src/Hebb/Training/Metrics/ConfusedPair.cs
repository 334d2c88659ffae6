namespace Hebb.Training;

/// <summary>Two classes that were taken for each other.</summary>
/// <param name="Label">What it was.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Count">How often.</param>
public readonly record struct ConfusedPair(int Label, int Predicted, long Count);
