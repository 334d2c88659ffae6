namespace Hebb.Training;

/// <summary>The share of rows whose label is among the k best scores; with k = 1, the best one. Of equal scores the one with the smaller class number goes first.</summary>
/// <param name="k">How many guesses a row has, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">There is no guess.</exception>
public sealed class Accuracy(int k = 1) : RunningAccuracy
{
    readonly int k = k >= 1 ? k : throw new ArgumentOutOfRangeException(nameof(k), k, "A row needs one guess or more: 1 for accuracy, 5 for top-5 accuracy.");

    /// <inheritdoc/>
    public override string Name => k == 1 ? "accuracy" : $"top-{k} accuracy";

    /// <summary>Takes in scores [n, classes, ..] and labels [n, ..] of an integer type.</summary>
    /// <param name="prediction">The scores; the largest wins.</param>
    /// <param name="target">The labels.</param>
    /// <exception cref="IndexException">A label is no class.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        (Tensor scores, long[] labels) = ClassBatch.Rows("Accuracy", prediction, target);
        if (labels.Length == 0) return;
        int guesses = Math.Min(k, scores.Shape[1]);
        long[] best = guesses == 1 ? scores.ArgMax(1).ToArray<long>() : scores.TopK(guesses, 1).Indices.ToArray<long>();
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (best.AsSpan(i * guesses, guesses).Contains(labels[i])) right++;
        }

        Gather(right, labels.Length);
    }
}
