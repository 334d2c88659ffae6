namespace Hebb.Training;

/// <summary>Counts how often each class was taken for each: the source of precision, recall and F1 of every class and of the most confused pairs.</summary>
/// <param name="classes">How many classes there are, at least 2.</param>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
public sealed class ConfusionMatrix(int classes) : Metric<ConfusionTable>
{
    readonly int classes = ClassBatch.Count(classes);
    readonly long[] counts = new long[new Shape([classes, classes]).Count];

    /// <inheritdoc/>
    public override string Name => "confusion matrix";

    /// <summary>The counts so far.</summary>
    public override ConfusionTable Compute() => new([.. counts], classes);

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("counts", Tensor.From(counts).Keep());
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Fill("counts", counts);
    }

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(counts);

    /// <summary>Takes in scores [n, classes, ..] of a floating-point type, or predicted classes [n, ..] of an integer type, and labels [n, ..].</summary>
    /// <param name="prediction">Scores or classes.</param>
    /// <param name="target">Labels of an integer type.</param>
    /// <exception cref="IndexException">A label or a prediction is no class.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        (long[] predicted, long[] labels) = ClassBatch.Decided("ConfusionMatrix", prediction, target, classes);
        for (int i = 0; i < labels.Length; i++) counts[(labels[i] * classes) + predicted[i]]++;
    }
}
