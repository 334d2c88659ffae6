namespace Hebb.Training;

/// <summary>The samples with the largest losses, found in one pass with room for k of them: wrong labels and hard cases are among them.</summary>
/// <param name="k">How many, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">None are wanted.</exception>
/// <example><code>
/// var worst = new TopLosses(16);
/// foreach (var (x, labels) in loader) worst.Update(model.Forward(x).CrossEntropy(labels, reduction: Reduction.None));
/// foreach (SampleLoss one in worst.Compute()) …
/// </code></example>
public sealed class TopLosses(int k)
{
    readonly int k = k >= 1 ? k : throw new ArgumentOutOfRangeException(nameof(k), k, "How many samples are wanted? 1 or more.");
    readonly PriorityQueue<SampleLoss, (double Loss, long Order)> worst = new();
    long next;

    /// <summary>Takes in the losses of a batch whose samples come in the order of the data set.</summary>
    /// <param name="losses">Shape [n]: a loss for each sample (Reduction.None).</param>
    /// <exception cref="ShapeException">The losses have more or fewer axes than one.</exception>
    public void Update(Tensor losses) => Update(losses, null);

    /// <summary>Takes in the losses of a batch of any samples.</summary>
    /// <param name="losses">Shape [n]: a loss for each sample (Reduction.None).</param>
    /// <param name="indices">Integers of shape [n]: where the samples stand in the data set. Without them, counting continues from batch to batch.</param>
    /// <exception cref="ShapeException">The losses have more or fewer axes than one, or there are not as many indices.</exception>
    public void Update(Tensor losses, Tensor? indices)
    {
        ArgumentNullException.ThrowIfNull(losses);
        if (losses.Rank != 1)
            throw new ShapeException($"TopLosses takes a loss for each sample, shape [n]; it got {losses.Shape}.", losses.Rank == 0 ? "Compute the loss with reduction: Reduction.None." : "Take the mean over the other axes.");
        if (indices is not null && indices.Shape != losses.Shape) throw new ShapeException($"TopLosses got losses {losses.Shape} and indices {indices.Shape}; each sample has one of both.");
        double[] values = losses.ToArray<double>();
        long[]? places = indices?.ToArray<long>();
        for (int i = 0; i < values.Length; i++)
        {
            long index = places is null ? next + i : places[i];
            // A NaN is the worst that can happen to a loss. Of equal ones the smaller index stays.
            (double Loss, long Order) rank = (double.IsNaN(values[i]) ? double.PositiveInfinity : values[i], -index);
            if (worst.Count < k) worst.Enqueue(new SampleLoss(index, values[i]), rank);
            else worst.EnqueueDequeue(new SampleLoss(index, values[i]), rank);
        }

        if (places is null) next += values.Length;
    }

    /// <summary>The k largest losses, or all if there are fewer, largest first; of equal ones the smaller index first.</summary>
    public IReadOnlyList<SampleLoss> Compute() => [.. worst.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Forgets everything and counts from 0 again.</summary>
    public void Reset()
    {
        worst.Clear();
        next = 0;
    }
}
