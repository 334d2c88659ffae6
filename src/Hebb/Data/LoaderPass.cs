namespace Hebb.Data;

/// <summary>One pass through the data: makes any of its batches, on any thread, always the same.</summary>
/// <param name="loader">Whose pass.</param>
/// <param name="order">The samples in the order of this pass.</param>
/// <param name="generator">The randomness of this pass; null without a transform.</param>
sealed class LoaderPass(DataLoader loader, int[] order, Generator? generator)
{
    public int Count => loader.Count;

    /// <summary>Makes a batch. What it leaves unused returns to the cache at once; the batch itself belongs to the caller's scope.</summary>
    /// <param name="number">Which batch.</param>
    /// <param name="buffers">Gets the buffers that were made for it, if they are to be handed to another thread's scope later.</param>
    /// <exception cref="SampleException">A sample, or the batch, could not be made.</exception>
    public Batch Make(int number, List<RecycledStorage>? buffers = null)
    {
        int start = number * loader.BatchSize;
        ReadOnlySpan<int> indices = order.AsSpan(start, Math.Min(loader.BatchSize, order.Length - start));
        try
        {
            using MemoryScope scope = Memory.Scope();
            Batch batch = Make(number, indices);
            foreach (Tensor tensor in batch.Tensors)
            {
                // Views of the data set's own tensors were not made here: whoever made them frees them.
                if (tensor.Storage is not RecycledStorage storage || storage.Scope != scope) continue;
                scope.Return(tensor);
                buffers?.Add(storage);
            }

            return batch;
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            throw Blame(number, indices, problem);
        }
    }

    Batch Make(int number, ReadOnlySpan<int> indices)
    {
        Batch batch = loader.Dataset.Take(indices);
        return loader.Transform is { } transform ? transform.Apply(batch, new BatchDraws(generator!, number, indices)) : batch;
    }

    // Which sample was it? Each one alone says so.
    SampleException Blame(int number, ReadOnlySpan<int> indices, Exception problem)
    {
        foreach (int index in indices)
        {
            try
            {
                using MemoryScope scope = Memory.Scope();
                Make(number, [index]);
            }
            catch (Exception own)
            {
                return new SampleException(index, $"Sample {index} of the data set (in batch {number} of this pass) could not be made: {Own(own)}", own);
            }
        }

        return new SampleException(-1, $"Batch {number} of this pass could not be made, although each of its {indices.Length} samples alone can: {Own(problem)}", problem);
    }

    static string Own(Exception problem) => problem is HebbException { Help: { } help } ? problem.Message.Replace($"\n  help: {help}", string.Empty, StringComparison.Ordinal) : problem.Message;
}
