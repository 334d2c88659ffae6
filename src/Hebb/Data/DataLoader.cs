using System.Collections;

namespace Hebb.Data;

/// <summary>
/// Goes through a data set in batches. Each epoch (each <c>foreach</c>) draws a new order when shuffling; the same generator state gives the same orders.
/// Enumerators belong to one thread. With workers, batches are made ahead on threads of their own; they come in the same order, with the same
/// bits, for any number of workers.
/// </summary>
/// <remarks>
/// A worker makes at most two batches more than were asked for, and stops when the <c>foreach</c> is left. A data set that is read by workers must be safe to read
/// from several threads. A batch belongs to the <see cref="Memory.Scope()"/> in which it was asked for; asked for outside of one, it lives as long as it is reachable, and its
/// buffers are used again after that.
/// </remarks>
/// <example><code>
/// var loader = new DataLoader(data, 64, shuffle: true, workers: 2)
/// {
///     Transform = new Compose { new RandomCrop(32, padding: 4), new RandomHorizontalFlip(), new ToFloat(), Normalize.Cifar10 },
/// };
/// </code></example>
public sealed class DataLoader : IResumableBatches
{
    const int MaxWorkers = 256;

    readonly Generator generator;

    /// <summary>Makes a loader.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batchSize">How many samples a batch has, at least 1.</param>
    /// <param name="shuffle">Whether each epoch goes through the samples in a new random order.</param>
    /// <param name="generator">Where the orders come from; <see cref="Generator.Default"/> unless given.</param>
    /// <param name="dropLast">Whether a last batch with fewer samples is left out.</param>
    /// <param name="workers">How many threads make batches ahead; 0 makes each one when it is asked for, on the caller's thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1, or the number of workers is negative or above 256.</exception>
    /// <exception cref="ArgumentException">The data set is empty, or dropping the last batch would leave none.</exception>
    public DataLoader(IDataset dataset, int batchSize = 1, bool shuffle = false, Generator? generator = null, bool dropLast = false, int workers = 0)
        : this(dataset, batchSize, (int?)dataset?.Count, generator, dropLast, workers)
    {
        Shuffle = shuffle;
    }

    /// <summary>Makes a loader whose samples, and their order, a sampler chooses.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batchSize">How many samples a batch has, at least 1.</param>
    /// <param name="sampler">Chooses the samples of each epoch.</param>
    /// <param name="generator">Where the orders come from; <see cref="Generator.Default"/> unless given.</param>
    /// <param name="dropLast">Whether a last batch with fewer samples is left out.</param>
    /// <param name="workers">How many threads make batches ahead; 0 makes each one when it is asked for, on the caller's thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1, or the number of workers is negative or above 256.</exception>
    /// <exception cref="ArgumentException">The data set is empty, or dropping the last batch would leave none.</exception>
    public DataLoader(IDataset dataset, int batchSize, Sampler sampler, Generator? generator = null, bool dropLast = false, int workers = 0)
        : this(dataset, batchSize, sampler?.Count, generator, dropLast, workers)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        Sampler = sampler;
    }

    /// <summary>Makes a loader whose batches a sampler chooses.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batches">Chooses the batches of each epoch.</param>
    /// <param name="generator">Where the randomness comes from; <see cref="Generator.Default"/> unless given.</param>
    /// <param name="workers">How many threads make batches ahead; 0 makes each one when it is asked for, on the caller's thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of workers is negative or above 256.</exception>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public DataLoader(IDataset dataset, BatchSampler batches, Generator? generator = null, int workers = 0)
        : this(dataset, batches?.BatchSize ?? 1, (int?)null, generator, dropLast: false, workers)
    {
        ArgumentNullException.ThrowIfNull(batches);
        BatchSampler = batches;
    }

    DataLoader(IDataset? dataset, int batchSize, int? visited, Generator? generator, bool dropLast, int workers)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckSizes(batchSize, workers);
        if (dataset.Count == 0) throw new ArgumentException("The data set has no samples, so there is nothing to go through; was its file or folder empty?", nameof(dataset));
        if (dropLast && visited < batchSize)
        {
            throw new ArgumentException($"With dropLast, {visited} samples do not make one batch of {batchSize}; use a batch size of at most {visited}, or keep the last batch.", nameof(batchSize));
        }

        Dataset = dataset;
        BatchSize = batchSize;
        DropLast = dropLast;
        Workers = workers;
        this.generator = generator ?? Generator.Default;
    }

    /// <summary>The samples.</summary>
    public IDataset Dataset { get; }

    /// <summary>How many samples a full batch has.</summary>
    public int BatchSize { get; }

    /// <summary>Whether each epoch has an order of its own.</summary>
    public bool Shuffle { get; }

    /// <summary>What chooses the samples of each epoch; null if all of them are visited, in order or shuffled.</summary>
    public Sampler? Sampler { get; }

    /// <summary>What chooses the batches of each epoch; null if they are cut from the order.</summary>
    public BatchSampler? BatchSampler { get; }

    /// <summary>Whether an incomplete last batch is left out.</summary>
    public bool DropLast { get; }

    /// <summary>How many threads make batches ahead.</summary>
    public int Workers { get; }

    /// <summary>
    /// Changes every batch before it is given out, on the worker that made it; null for none. Its randomness depends on the loader's generator at the beginning of
    /// the epoch and on which sample it is, and on nothing else.
    /// </summary>
    public IBatchTransform? Transform { get; init; }

    /// <summary>The number of batches in an epoch.</summary>
    public int Count
    {
        get
        {
            if (BatchSampler is not null) return BatchSampler.Count;
            int visited = Sampler?.Count ?? Dataset.Count;
            return DropLast ? visited / BatchSize : (int)(((long)visited + BatchSize - 1) / BatchSize);
        }
    }

    /// <summary>Begins an epoch: draws its order, then gives the batches one by one as they are asked for.</summary>
    /// <exception cref="SampleException">A sample could not be made; it comes when its batch is asked for.</exception>
    public IEnumerator<Batch> GetEnumerator() => From(0);

    /// <summary>Begins an epoch as <c>foreach</c> does, but gives its batches from the one with this number on; those before it are not made.</summary>
    /// <param name="batch">0 … <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An epoch has no such batch.</exception>
    public IEnumerator<Batch> From(int batch)
    {
        if (batch < 0 || batch > Count) throw new ArgumentOutOfRangeException(nameof(batch), batch, $"An epoch has {Count} batches, so it can start at one of 0 to {Count}.");
        BatchPlan plan = Plan();
        var epoch = new LoaderEpoch(this, plan, Transform is null ? null : generator.Fork(generator.NextUInt64()));
        return Workers == 0 ? InTurn(epoch, batch) : Ahead(epoch, batch);
    }

    int? IResumableBatches.BatchCount => Count;

    IEnumerable<Generator> IResumableBatches.Generators => [generator];

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static void CheckSizes(int batchSize, int workers)
    {
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch holds at least one sample; sizes of 16 to 256 are usual.");
        if (workers is < 0 or > MaxWorkers) throw new ArgumentOutOfRangeException(nameof(workers), workers, $"A loader has 0 to {MaxWorkers} workers; 0 makes batches on the caller's thread, and 2 suffice where samples lie in memory.");
    }

    BatchPlan Plan()
    {
        if (BatchSampler is not null) return new BatchPlan(BatchSampler.Draw(generator), Dataset.Count);
        return new BatchPlan(Order(), BatchSize, Count, Dataset.Count, mayRepeat: Sampler is not null);
    }

    int[] Order()
    {
        if (Sampler is not null) return Sampler.Draw(generator);
        if (Shuffle) return generator.Permutation(Dataset.Count);
        var order = new int[Dataset.Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        return order;
    }

    static IEnumerator<Batch> InTurn(LoaderEpoch epoch, int first)
    {
        for (int i = first; i < epoch.Count; i++) yield return epoch.Make(i);
    }

    IEnumerator<Batch> Ahead(LoaderEpoch epoch, int first)
    {
        using var prefetcher = new Prefetcher(epoch, Workers, first);
        for (int i = first; i < epoch.Count; i++) yield return prefetcher.Take()!;
    }
}
