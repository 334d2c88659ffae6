using System.Runtime.ExceptionServices;
using Hebb.Backends.Cpu;

namespace Hebb.Data;

/// <summary>
/// Background threads that make the batches of a pass ahead of the reader, who gets them in order. At most two batches for each thread wait. Batch k lies in
/// place k modulo the number of places, and no thread begins a batch before its place is free.
/// </summary>
sealed class Prefetcher : IDisposable
{
    const int BatchesPerWorker = 2;

    readonly object gate = new();
    readonly LoaderPass pass;
    readonly Prepared?[] places;
    readonly Thread[] threads;
    int begun, taken;
    bool isStopped;

    public Prefetcher(LoaderPass pass, int workers, int first = 0)
    {
        this.pass = pass;
        begun = taken = first;
        places = new Prepared?[BatchesPerWorker * workers];
        threads = new Thread[Math.Min(workers, pass.Count)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true, Name = $"Hebb loader {i + 1}" };
            threads[i].Start();
        }
    }

    /// <summary>The next batch, waiting for it if need be. Its buffers become part of the reader's memory scope, as if it had been made here.</summary>
    /// <exception cref="SampleException">It could not be made.</exception>
    public Batch Take()
    {
        Prepared prepared;
        lock (gate)
        {
            ref Prepared? place = ref places[taken % places.Length];
            while (place is null) Monitor.Wait(gate);
            prepared = place;
            place = null;
            taken++;
            Monitor.PulseAll(gate);
        }

        prepared.Problem?.Throw();
        if (Memory.Current is { } scope)
        {
            foreach (RecycledStorage storage in prepared.Buffers) storage.MoveTo(scope);
        }

        return prepared.Batch!;
    }

    /// <summary>Stops the threads, each after the batch in its hands.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }

        foreach (Thread thread in threads) thread.Join();
    }

    void Work()
    {
        // The kernels' threads belong to the training; a batch that took them would make it run alone.
        WorkerPool.IsThisThreadAlone = true;
        while (Begin() is { } number)
        {
            var buffers = new List<RecycledStorage>();
            Prepared prepared;
            try
            {
                prepared = new Prepared(pass.Make(number, buffers), buffers, null);
            }
            catch (Exception problem)
            {
                prepared = new Prepared(null, buffers, ExceptionDispatchInfo.Capture(problem));
            }

            lock (gate)
            {
                places[number % places.Length] = prepared;
                Monitor.PulseAll(gate);
            }
        }
    }

    int? Begin()
    {
        lock (gate)
        {
            while (!isStopped && begun < pass.Count && begun >= taken + places.Length) Monitor.Wait(gate);
            return isStopped || begun == pass.Count ? null : begun++;
        }
    }

    sealed record Prepared(Batch? Batch, List<RecycledStorage> Buffers, ExceptionDispatchInfo? Problem);
}
