namespace Hebb.Training;

/// <summary>A number that every class has, averaged over the classes; it counts as <see cref="ConfusionMatrix"/> does, which has the numbers of single classes.</summary>
public abstract class ClassAverage : Metric<double>
{
    readonly ConfusionMatrix counts;
    readonly Averaging averaging;

    private protected ClassAverage(int classes, Averaging averaging) => (counts, this.averaging) = (new ConfusionMatrix(classes), averaging);

    /// <summary>The average, 0 … 1; NaN for no rows.</summary>
    public sealed override double Compute() => Of(counts.Compute().Average(averaging));

    /// <inheritdoc/>
    public sealed override void Save(CheckpointSection section) => counts.Save(section);

    /// <inheritdoc/>
    public sealed override void Load(CheckpointSection section) => counts.Load(section);

    /// <inheritdoc/>
    public sealed override void Reset() => counts.Reset();

    /// <summary>Takes in scores [n, classes, ..], or predicted classes [n, ..] of an integer type, and labels [n, ..].</summary>
    /// <param name="prediction">Scores or classes.</param>
    /// <param name="target">Labels of an integer type.</param>
    /// <exception cref="IndexException">A label or a prediction is no class.</exception>
    protected sealed override void Add(Tensor prediction, Tensor target) => counts.Update(prediction, target);

    private protected abstract double Of(ClassScore average);
}

/// <summary>The share of what was called a class that is one, averaged over the classes. For single classes see <see cref="ConfusionMatrix"/>.</summary>
/// <param name="classes">How many classes there are, at least 2.</param>
/// <param name="averaging">How the classes become one number.</param>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
public sealed class Precision(int classes, Averaging averaging = Averaging.Macro) : ClassAverage(classes, averaging)
{
    /// <inheritdoc/>
    public override string Name => "precision";

    private protected override double Of(ClassScore average) => average.Precision;
}

/// <summary>The share of a class that was found, averaged over the classes. For single classes see <see cref="ConfusionMatrix"/>.</summary>
/// <param name="classes">How many classes there are, at least 2.</param>
/// <param name="averaging">How the classes become one number.</param>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
public sealed class Recall(int classes, Averaging averaging = Averaging.Macro) : ClassAverage(classes, averaging)
{
    /// <inheritdoc/>
    public override string Name => "recall";

    private protected override double Of(ClassScore average) => average.Recall;
}

/// <summary>The harmonic mean of precision and recall of each class, averaged over the classes. For single classes see <see cref="ConfusionMatrix"/>.</summary>
/// <param name="classes">How many classes there are, at least 2.</param>
/// <param name="averaging">How the classes become one number.</param>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
public sealed class F1Score(int classes, Averaging averaging = Averaging.Macro) : ClassAverage(classes, averaging)
{
    /// <inheritdoc/>
    public override string Name => "F1";

    private protected override double Of(ClassScore average) => average.F1;
}
