namespace Hebb.Data;

/// <summary>
/// Batches of an epoch that background threads make ahead of the reader, who gets them in order. The threads know only the <see cref="BatchQueue"/>: when a reader drops this object
/// without disposing of it, as a program does that calls MoveNext itself, the finalizer sends them home.
/// </summary>
sealed class Prefetcher : IDisposable
{
    readonly BatchQueue queue;
    readonly Thread[] threads;

    public Prefetcher(EpochBatches epoch, int workers, int first = 0)
    {
        queue = new BatchQueue(epoch, workers, first);
        threads = new Thread[Math.Min(workers, epoch.Count)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(queue.Work) { IsBackground = true, Name = $"Hebb loader {i + 1}" };
            threads[i].Start();
        }
    }

    ~Prefetcher() => queue?.Stop();

    /// <summary>The next batch, waiting for it if need be. Its buffers become part of the reader's memory scope, as if it had been made here.</summary>
    /// <returns>The batch, or null after the last one of an epoch whose length nobody knew.</returns>
    /// <exception cref="SampleException">It could not be made.</exception>
    public Batch? Take()
    {
        Batch? batch = queue.Take();
        GC.KeepAlive(this);
        return batch;
    }

    /// <summary>Stops the threads, each after the batch in its hands.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        queue.Stop();
        foreach (Thread thread in threads) thread.Join();
    }
}
