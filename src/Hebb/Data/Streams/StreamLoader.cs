using System.Collections;

namespace Hebb.Data;

/// <summary>
/// Goes through a stream in batches, mixing it with a buffer if wanted. With workers, batches are put together and transformed ahead on threads of their own, while the stream itself is read
/// by one of them at a time; the batches come in the same order, with the same bits, for any number of workers. Enumerators belong to one thread.
/// </summary>
/// <typeparam name="T">What a sample is.</typeparam>
/// <example><code>
/// var lines = new StreamingDataset&lt;string&gt;(() => File.ReadLines("large.csv"));
/// var loader = new StreamLoader&lt;string&gt;(lines, 64, Parse, shuffleBuffer: 10_000, workers: 2);
/// </code></example>
public sealed class StreamLoader<T> : IEnumerable<Batch>
{
    readonly Generator generator;

    /// <summary>Makes a loader.</summary>
    /// <param name="stream">The samples.</param>
    /// <param name="batchSize">How many samples a batch has, at least 1.</param>
    /// <param name="collate">Puts samples together; see <see cref="Data.Collate"/>. <see cref="Data.Collate.Stack{T}"/> unless given. With workers it runs on several threads at once.</param>
    /// <param name="shuffleBuffer">How many samples are held back to mix them (see <see cref="ShuffleBuffer"/>); 0 keeps the stream's order.</param>
    /// <param name="generator">Where the order comes from; <see cref="Generator.Default"/> unless given.</param>
    /// <param name="dropLast">Whether a last batch with fewer samples is left out.</param>
    /// <param name="workers">How many threads make batches ahead; 0 makes each one when it is asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1, the buffer's size negative, or the number of workers negative or above 256.</exception>
    public StreamLoader(
        IStreamingDataset<T> stream, int batchSize, Func<IReadOnlyList<T>, Batch>? collate = null, int shuffleBuffer = 0, Generator? generator = null, bool dropLast = false, int workers = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        DataLoader.CheckSizes(batchSize, workers);
        if (shuffleBuffer < 0) throw new ArgumentOutOfRangeException(nameof(shuffleBuffer), shuffleBuffer, "A shuffle buffer holds a number of samples; 0 keeps the stream's order.");
        Stream = stream;
        BatchSize = batchSize;
        Collate = collate ?? Data.Collate.Stack;
        BufferSize = shuffleBuffer;
        DropLast = dropLast;
        Workers = workers;
        this.generator = generator ?? Generator.Default;
    }

    /// <summary>The samples.</summary>
    public IStreamingDataset<T> Stream { get; }

    /// <summary>How many samples a full batch has.</summary>
    public int BatchSize { get; }

    /// <summary>Puts samples together.</summary>
    public Func<IReadOnlyList<T>, Batch> Collate { get; }

    /// <summary>How many samples are held back to mix them; 0 for none.</summary>
    public int BufferSize { get; }

    /// <summary>Whether an incomplete last batch is left out.</summary>
    public bool DropLast { get; }

    /// <summary>How many threads make batches ahead.</summary>
    public int Workers { get; }

    /// <summary>Changes every batch before it is given out; null for none. Its randomness depends on the generator at the beginning of the epoch and on the place of a sample in it.</summary>
    public IBatchTransform? Transform { get; init; }

    /// <summary>Begins an epoch of the stream.</summary>
    /// <exception cref="SampleException">A batch could not be read or made; it comes when that batch is asked for.</exception>
    /// <exception cref="HebbException">The stream has no sample, or with <see cref="DropLast"/> not one full batch; it comes when the first batch is asked for.</exception>
    public IEnumerator<Batch> GetEnumerator() => Epoch(generator.Fork(generator.NextUInt64()), generator.Fork(generator.NextUInt64()));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<Batch> Epoch(Generator order, Generator changes)
    {
        using var epoch = new StreamEpoch<T>(this, order, changes);
        int number = 0;
        if (Workers == 0)
        {
            for (; epoch.Make(number) is { } batch; number++) yield return batch;
        }
        else
        {
            using var prefetcher = new Prefetcher(epoch, Workers);
            for (; prefetcher.Take() is { } batch; number++) yield return batch;
        }

        if (number == 0)
        {
            throw new HebbException(DropLast ? $"The stream has not enough samples for one batch of {BatchSize}, and dropLast leaves out a smaller one." : "The stream has no samples.",
                "Was its file empty, or was the same enumerator handed out for a second epoch? Read must begin anew each time.");
        }
    }
}
