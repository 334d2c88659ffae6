namespace Hebb.Training;

/// <summary>The loss of one sample.</summary>
/// <param name="Index">Its place in the data set.</param>
/// <param name="Loss">Its loss.</param>
public readonly record struct SampleLoss(long Index, double Loss);
