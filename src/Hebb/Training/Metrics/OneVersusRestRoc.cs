namespace Hebb.Training;

/// <summary>The ROC curve of each class against all others. All scores are kept until <see cref="Reset"/>: eight bytes for each, and eight for each label.</summary>
/// <param name="classes">How many classes there are, at least 2.</param>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
public sealed class OneVersusRestRoc(int classes) : Metric<IReadOnlyList<RocCurve>>
{
    readonly int classes = ClassBatch.Count(classes);
    readonly List<double> scores = [];
    readonly List<long> labels = [];

    /// <inheritdoc/>
    public override string Name => "ROC, one against the rest";

    /// <summary>A curve for each class.</summary>
    public override IReadOnlyList<RocCurve> Compute()
    {
        var curves = new RocCurve[classes];
        for (int c = 0; c < classes; c++)
        {
            double[] own = new double[labels.Count];
            bool[] areOne = new bool[labels.Count];
            for (int i = 0; i < own.Length; i++) (own[i], areOne[i]) = (scores[(i * classes) + c], labels[i] == c);
            curves[c] = RocCurve.Of(own, areOne);
        }

        return curves;
    }

    /// <summary>The mean of the areas under the curves: of those that there are (Macro), or weighted by how often each class is a label (Weighted).</summary>
    /// <param name="averaging">Macro or Weighted.</param>
    /// <returns>0 … 1; NaN if no class has both positives and negatives.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Micro was asked for.</exception>
    public double Area(Averaging averaging = Averaging.Macro)
    {
        if (averaging == Averaging.Micro) throw new ArgumentOutOfRangeException(nameof(averaging), averaging, "Areas of curves are averaged by Macro or Weighted.");
        double sum = 0, weights = 0;
        foreach (RocCurve curve in Compute())
        {
            if (double.IsNaN(curve.Area)) continue;
            double weight = averaging == Averaging.Weighted ? curve.PositiveCount : 1;
            sum += weight * curve.Area;
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>The mean area.</summary>
    public override string ToString() => $"{Name}: area {Area()}";

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("scores", Tensor.From<double>([.. scores]).Keep());
        section.Put("labels", Tensor.From<long>([.. labels]).Keep());
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Reset();
        scores.AddRange(section.GetTensor("scores").ToArray<double>());
        labels.AddRange(section.GetTensor("labels").ToArray<long>());
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        scores.Clear();
        labels.Clear();
    }

    /// <summary>Takes in scores [n, classes, ..] and labels [n, ..].</summary>
    /// <param name="prediction">Scores: logits or, better, probabilities, so that rows can be compared.</param>
    /// <param name="target">Labels of an integer type.</param>
    /// <exception cref="IndexException">A label is no class.</exception>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        (Tensor rows, long[] own) = ClassBatch.Rows("OneVersusRestRoc", prediction, target);
        if (rows.Shape[1] != classes) throw new ShapeException($"OneVersusRestRoc was made for {classes} classes; the scores {prediction.Shape} have {rows.Shape[1]}.");
        double[] values = rows.ToArray<double>();
        scores.AddRange(values);
        labels.AddRange(own);
    }
}
