namespace Hebb.Training;

/// <summary>A metric that is a mean over everything since the last <see cref="Metric.Reset"/>, summed in double precision.</summary>
public abstract class RunningMean : Metric<double>
{
    double sum;
    long count;

    private protected RunningMean()
    {
    }

    /// <summary>The mean so far; NaN for none.</summary>
    public sealed override double Compute() => sum / count;

    /// <inheritdoc/>
    public sealed override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("sum", sum);
        section.Put("count", count);
    }

    /// <inheritdoc/>
    public sealed override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        sum = section.GetNumber("sum");
        count = section.GetInteger("count");
    }

    /// <inheritdoc/>
    public sealed override void Reset() => (sum, count) = (0, 0);

    private protected void Gather(double more, int of)
    {
        sum += more;
        count += of;
    }
}
