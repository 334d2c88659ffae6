namespace Hebb.Training;

/// <summary>The share of what was called a class that is one, averaged over the classes. For single classes see <see cref="ConfusionMatrix"/>.</summary>
/// <param name="classes">How many classes there are, at least 2.</param>
/// <param name="averaging">How the classes become one number.</param>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
public sealed class Precision(int classes, Averaging averaging = Averaging.Macro) : Metric<double>
{
    readonly ConfusionMatrix counts = new(classes);

    /// <inheritdoc/>
    public override string Name => "precision";

    /// <summary>The average, 0 … 1; NaN for no rows.</summary>
    public override double Compute() => counts.Compute().Average(averaging).Precision;

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        counts.Save(section);
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        counts.Load(section);
    }

    /// <inheritdoc/>
    public override void Reset() => counts.Reset();

    /// <summary>Takes in scores [n, classes, ..], or predicted classes [n, ..] of an integer type, and labels [n, ..].</summary>
    /// <param name="prediction">Scores or classes.</param>
    /// <param name="target">Labels of an integer type.</param>
    /// <exception cref="IndexException">A label or a prediction is no class.</exception>
    protected override void Add(Tensor prediction, Tensor target) => counts.Update(prediction, target);
}
