using System.Collections;

namespace Hebb.Data;

/// <summary>
/// Goes through a data set in batches. Each pass (each <c>foreach</c>) draws a new order when shuffling; the same generator state gives the same orders.
/// Passes belong to one thread.
/// </summary>
public sealed class DataLoader : IEnumerable<Batch>
{
    readonly Generator generator;

    /// <summary>Makes a loader.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batchSize">How many samples a batch has, at least 1.</param>
    /// <param name="shuffle">Whether each pass goes through the samples in a new random order.</param>
    /// <param name="generator">Where the orders come from; <see cref="Generator.Default"/> unless given.</param>
    /// <param name="dropLast">Whether a last batch with fewer samples is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    /// <exception cref="ArgumentException">The data set is empty, or dropping the last batch would leave none.</exception>
    public DataLoader(IDataset dataset, int batchSize = 1, bool shuffle = false, Generator? generator = null, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch holds at least one sample; sizes of 16 to 256 are usual.");
        if (dataset.Count == 0) throw new ArgumentException("The data set has no samples, so there is nothing to go through; was its file or folder empty?", nameof(dataset));
        if (dropLast && dataset.Count < batchSize)
        {
            throw new ArgumentException(
                $"With dropLast, {dataset.Count} samples do not make one batch of {batchSize}; use a batch size of at most {dataset.Count}, or keep the last batch.", nameof(batchSize));
        }

        Dataset = dataset;
        BatchSize = batchSize;
        Shuffle = shuffle;
        DropLast = dropLast;
        this.generator = generator ?? Generator.Default;
    }

    /// <summary>The samples.</summary>
    public IDataset Dataset { get; }

    /// <summary>How many samples a full batch has.</summary>
    public int BatchSize { get; }

    /// <summary>Whether each pass has an order of its own.</summary>
    public bool Shuffle { get; }

    /// <summary>Whether an incomplete last batch is left out.</summary>
    public bool DropLast { get; }

    /// <summary>The number of batches in a pass.</summary>
    public int Count => DropLast ? Dataset.Count / BatchSize : (Dataset.Count + BatchSize - 1) / BatchSize;

    /// <summary>Begins a pass: draws its order, then makes the batches one by one as they are asked for.</summary>
    public IEnumerator<Batch> GetEnumerator() => Pass(Order());

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    int[] Order()
    {
        if (Shuffle) return generator.Permutation(Dataset.Count);
        var order = new int[Dataset.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        return order;
    }

    IEnumerator<Batch> Pass(int[] order)
    {
        for (int i = 0; i < Count; i++)
        {
            int start = i * BatchSize;
            yield return Dataset.Take(order.AsSpan(start, Math.Min(BatchSize, order.Length - start)));
        }
    }
}
