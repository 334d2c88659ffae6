namespace Hebb.Training;

/// <summary>The mean of |prediction − target| over all elements, summed in double precision.</summary>
public sealed class MeanAbsoluteError : Metric<double>
{
    double sum;
    long count;

    /// <inheritdoc/>
    public override string Name => "mean absolute error";

    /// <summary>The mean so far; NaN for no elements.</summary>
    public override double Compute() => sum / count;

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("sum", sum);
        section.Put("count", count);
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        sum = section.GetNumber("sum");
        count = section.GetInteger("count");
    }

    /// <inheritdoc/>
    public override void Reset() => (sum, count) = (0, 0);

    /// <summary>Takes in tensors of the same shape, of any type.</summary>
    /// <param name="prediction">What the model answered.</param>
    /// <param name="target">What it should have answered.</param>
    protected override void Add(Tensor prediction, Tensor target)
    {
        sum += ElementBatch.Difference("MeanAbsoluteError", prediction, target).Abs().Sum().Item();
        count += prediction.Count;
    }
}
