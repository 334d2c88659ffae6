namespace Hebb.Training;

/// <summary>The mean loss of an epoch from the mean losses of its batches, each weighted by its number of samples: a short last batch does not count too much.</summary>
public sealed class MeanLoss
{
    double sum;

    /// <summary>How many samples there were.</summary>
    public long Count { get; private set; }

    /// <summary>Takes in the loss of a batch.</summary>
    /// <param name="loss">The mean over the batch.</param>
    /// <param name="count">The number of samples in it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void Update(double loss, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0) return;
        sum += loss * count;
        Count += count;
    }

    /// <summary>Takes in the loss of a batch.</summary>
    /// <param name="loss">The mean over the batch: one element.</param>
    /// <param name="count">The number of samples in it.</param>
    /// <exception cref="ShapeException">The loss has more than one element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void Update(Tensor loss, int count)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Update(loss.Item(), count);
    }

    /// <summary>The mean over all samples; NaN for none.</summary>
    public double Compute() => sum / Count;

    /// <summary>Forgets everything.</summary>
    public void Reset() => (sum, Count) = (0, 0);

    internal void Save(CheckpointSection section)
    {
        section.Put("sum", sum);
        section.Put("count", Count);
    }

    internal void Load(CheckpointSection section)
    {
        sum = section.GetNumber("sum");
        Count = section.GetInteger("count");
    }

    /// <summary>The mean.</summary>
    public override string ToString() => $"loss = {Compute()}";
}
