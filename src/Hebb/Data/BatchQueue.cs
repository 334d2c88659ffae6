using System.Runtime.ExceptionServices;
using Hebb.Backends.Cpu;

namespace Hebb.Data;

/// <summary>
/// What a <see cref="Prefetcher"/> and its threads share. At most two batches for each thread wait. Batch k lies in slot k modulo the number of slots, and no thread
/// begins a batch before its slot is free.
/// </summary>
sealed class BatchQueue
{
    const int BatchesPerWorker = 2;

    readonly object gate = new();
    readonly EpochBatches epoch;
    readonly Prepared?[] slots;
    int begun, taken;
    bool isStopped;

    public BatchQueue(EpochBatches epoch, int workers, int first)
    {
        this.epoch = epoch;
        begun = taken = first;
        slots = new Prepared?[BatchesPerWorker * workers];
    }

    /// <summary>The next batch, waiting for it if need be; its buffers go into the caller's memory scope.</summary>
    public Batch? Take()
    {
        Prepared prepared;
        lock (gate)
        {
            ref Prepared? slot = ref slots[taken % slots.Length];
            while (slot is null) Monitor.Wait(gate);
            prepared = slot;
            slot = null;
            taken++;
            Monitor.PulseAll(gate);
        }

        prepared.Problem?.Throw();
        if (Memory.Current is { } scope)
        {
            foreach (Storage storage in prepared.Buffers) storage.MoveTo(scope);
        }

        return prepared.Batch;
    }

    /// <summary>Lets every thread end after the batch in its hands.</summary>
    public void Stop()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>What each thread does: makes batches until there are no more, or somebody says stop.</summary>
    public void Work()
    {
        // The kernels' threads belong to the training; a batch that took them would make it run alone.
        WorkerPool.IsThisThreadAlone = true;
        while (Begin() is { } number)
        {
            var buffers = new List<Storage>();
            Prepared prepared;
            try
            {
                prepared = new Prepared(epoch.Make(number, buffers), buffers, null);
            }
            catch (Exception problem)
            {
                prepared = new Prepared(null, buffers, ExceptionDispatchInfo.Capture(problem));
            }

            lock (gate)
            {
                slots[number % slots.Length] = prepared;
                Monitor.PulseAll(gate);
            }
        }
    }

    int? Begin()
    {
        lock (gate)
        {
            while (!isStopped && begun < epoch.Count && begun >= taken + slots.Length) Monitor.Wait(gate);
            return isStopped || begun == epoch.Count ? null : begun++;
        }
    }

    sealed record Prepared(Batch? Batch, List<Storage> Buffers, ExceptionDispatchInfo? Problem);
}
