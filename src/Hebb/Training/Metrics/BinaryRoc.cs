namespace Hebb.Training;

/// <summary>The ROC curve and the area under it for two classes. All scores are kept until <see cref="Reset"/>: nine bytes for each.</summary>
public sealed class BinaryRoc : Metric<RocCurve>
{
    readonly List<double> scores = [];
    readonly List<bool> areOne = [];

    /// <inheritdoc/>
    public override string Name => "ROC";

    /// <summary>The curve of everything so far.</summary>
    public override RocCurve Compute() => RocCurve.Of([.. scores], [.. areOne]);

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("scores", Tensor.From<double>([.. scores]).Keep());
        section.Put("ones", Tensor.From<bool>([.. areOne]).Keep());
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Reset();
        scores.AddRange(section.GetTensor("scores").ToArray<double>());
        areOne.AddRange(section.GetTensor("ones").ToArray<bool>());
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        scores.Clear();
        areOne.Clear();
    }

    /// <summary>Takes in scores, any numbers that grow with the certainty of a positive, and labels of the same shape.</summary>
    /// <param name="prediction">Scores: logits or probabilities.</param>
    /// <param name="target">1 (or true) for positives, 0 for negatives.</param>
    /// <exception cref="ArgumentException">A score is NaN, or a target is neither 0 nor 1.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        if (prediction.Shape != target.Shape)
        {
            throw new ShapeException(
                $"BinaryRoc compares scores with targets of the same shape; it got {prediction.Shape} and {target.Shape}.",
                prediction.Rank == target.Rank + 1 && prediction.Shape[-1] == 1 ? "Squeeze the scores: scores.Squeeze(-1)." : "For scores of many classes use OneVersusRestRoc.");
        }

        double[] values = prediction.ToArray<double>(), labels = target.ToArray<double>();
        ClassBatch.CheckNumbers("BinaryRoc", prediction);
        if (Array.Exists(labels, label => label is not (0 or 1))) throw new ArgumentException("BinaryRoc takes targets of 0 and 1; others are among them.", nameof(target));
        scores.AddRange(values);
        foreach (double label in labels) areOne.Add(label == 1);
    }
}
