namespace Hebb.Training;

/// <summary>The share of rows whose label is among the k best scores; with k = 1, the best one. Of equal scores the one with the smaller class number goes first.</summary>
/// <param name="k">How many guesses a row has, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">There is no guess.</exception>
public sealed class Accuracy(int k = 1) : Metric<double>
{
    readonly int k = k >= 1 ? k : throw new ArgumentOutOfRangeException(nameof(k), k, "A row needs one guess or more: 1 for accuracy, 5 for top-5 accuracy.");
    long right, count;

    /// <inheritdoc/>
    public override string Name => k == 1 ? "accuracy" : $"top-{k} accuracy";

    /// <summary>How many rows there were.</summary>
    public long Count => count;

    /// <summary>How many of them were right.</summary>
    public long CorrectCount => right;

    /// <summary>Right rows / rows, 0 … 1; NaN for none.</summary>
    public override double Compute() => (double)right / count;

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("right", right);
        section.Put("count", count);
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        right = section.GetInteger("right");
        count = section.GetInteger("count");
    }

    /// <inheritdoc/>
    public override void Reset() => right = count = 0;

    /// <summary>Takes in scores [n, classes, ..] and labels [n, ..] of an integer type.</summary>
    /// <param name="prediction">The scores; the largest wins.</param>
    /// <param name="target">The labels.</param>
    /// <exception cref="IndexException">A label is no class.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        (Tensor scores, long[] labels) = ClassBatch.Rows("Accuracy", prediction, target);
        count += labels.Length;
        if (labels.Length == 0) return;
        int guesses = Math.Min(k, scores.Shape[1]);
        long[] best = guesses == 1 ? scores.ArgMax(1).ToArray<long>() : scores.TopK(guesses, 1).Indices.ToArray<long>();
        for (int i = 0; i < labels.Length; i++)
        {
            if (best.AsSpan(i * guesses, guesses).Contains(labels[i])) right++;
        }
    }
}
