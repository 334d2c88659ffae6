namespace Hebb.Data;

/// <summary>One epoch: makes its batches, on any thread, always the same.</summary>
abstract class EpochBatches
{
    /// <summary>The number of batches, or int.MaxValue if only their end will tell.</summary>
    public abstract int Count { get; }

    /// <summary>Makes a batch. What it leaves unused returns to the cache at once; the batch itself belongs to the caller's scope.</summary>
    /// <param name="number">Which batch.</param>
    /// <param name="buffers">Gets the buffers that were made for it, if they are to be handed to another thread's scope later.</param>
    /// <returns>The batch, or null after the last one.</returns>
    /// <exception cref="SampleException">A sample, or the batch, could not be made.</exception>
    public abstract Batch? Make(int number, List<Storage>? buffers = null);

    private protected static Batch InScope(Func<Batch> make, List<Storage>? buffers)
    {
        using MemoryScope scope = Memory.Scope();
        Batch batch = make();
        foreach (Tensor tensor in batch.Tensors)
        {
            // Views of the data set's own tensors were not made here: whoever made them frees them.
            if (tensor.Storage.Scope != scope) continue;
            scope.Return(tensor);
            buffers?.Add(tensor.Storage);
        }

        return batch;
    }

    private protected static string Own(Exception problem) =>
        problem is HebbException { Help: { } help } ? problem.Message.Replace($"\n  help: {help}", string.Empty, StringComparison.Ordinal) : problem.Message;
}
