namespace Hebb.Training;

/// <summary>The mean of (prediction − target)² over all elements, summed in double precision.</summary>
public sealed class MeanSquaredError : RunningMean
{
    /// <inheritdoc/>
    public override string Name => "mean squared error";

    /// <summary>Takes in tensors of the same shape, of any type.</summary>
    /// <param name="prediction">What the model answered.</param>
    /// <param name="target">What it should have answered.</param>
    protected override void Add(Tensor prediction, Tensor target) =>
        Gather(ElementBatch.Difference("MeanSquaredError", prediction, target).Square().Sum().Item(), prediction.Count);
}
