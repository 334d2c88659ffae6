namespace Hebb.Training;

/// <summary>A metric that is an accuracy: correct predictions ÷ all predictions since the last <see cref="Metric.Reset"/>.</summary>
public abstract class RunningAccuracy : Metric<double>
{
    long right, count;

    private protected RunningAccuracy()
    {
    }

    /// <summary>How many answers there were.</summary>
    public long Count => count;

    /// <summary>How many of them were right.</summary>
    public long CorrectCount => right;

    /// <summary>Right answers / answers, 0 … 1; NaN for none.</summary>
    public sealed override double Compute() => (double)right / count;

    /// <inheritdoc/>
    public sealed override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("right", right);
        section.Put("count", count);
    }

    /// <inheritdoc/>
    public sealed override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        right = section.GetInteger("right");
        count = section.GetInteger("count");
    }

    /// <inheritdoc/>
    public sealed override void Reset() => right = count = 0;

    private protected void Gather(long hits, int of)
    {
        right += hits;
        count += of;
    }
}
