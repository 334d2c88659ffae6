namespace Hebb.Data;

/// <summary>One epoch of a stream. Batches are made on any thread, but the stream is read in turn: batch k's samples after those of batch k − 1.</summary>
sealed class StreamEpoch<T> : EpochBatches, IDisposable
{
    readonly object reading = new();
    readonly StreamLoader<T> loader;
    readonly Generator changes;
    readonly IEnumerator<T> samples;
    int next;
    bool isOver;

    public StreamEpoch(StreamLoader<T> loader, Generator order, Generator changes)
    {
        this.loader = loader;
        this.changes = changes;
        IEnumerable<T> stream = loader.Stream.Read();
        samples = (loader.BufferSize > 1 ? ShuffleBuffer.Mix(stream, loader.BufferSize, order) : stream).GetEnumerator();
    }

    // Nobody knows before the end.
    public override int Count => int.MaxValue;

    public override Batch? Make(int number, List<Storage>? buffers = null)
    {
        T[] items = Read(number);
        if (items.Length == 0 || (loader.DropLast && items.Length < loader.BatchSize)) return null;
        try
        {
            return InScope(() => Changed(number, loader.Collate(items)), buffers);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            throw Failed(number, "could not be made", problem);
        }
    }

    public void Dispose() => samples.Dispose();

    Batch Changed(int number, Batch batch)
    {
        if (loader.Transform is not { } transform) return batch;
        var places = new int[batch.Count];
        for (int i = 0; i < places.Length; i++) places[i] = unchecked((number * loader.BatchSize) + i);
        return transform.Apply(batch, new BatchRandomness(changes, number, places));
    }

    T[] Read(int number)
    {
        lock (reading)
        {
            while (next != number) Monitor.Wait(reading);
            try
            {
                var items = new List<T>();
                while (!isOver && items.Count < loader.BatchSize)
                {
                    if (samples.MoveNext()) items.Add(samples.Current);
                    else isOver = true;
                }

                return [.. items];
            }
            catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
            {
                // A broken enumerator cannot go on.
                isOver = true;
                throw Failed(number, "could not be read from the stream", problem);
            }
            finally
            {
                next++;
                Monitor.PulseAll(reading);
            }
        }
    }

    static SampleException Failed(int number, string what, Exception problem) =>
        problem as SampleException ?? new(-1, $"Batch {number} of this epoch {what}: {Own(problem)}", problem);
}
