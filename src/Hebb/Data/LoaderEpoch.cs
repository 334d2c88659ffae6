namespace Hebb.Data;

/// <summary>One epoch of a data set: any of its batches can be made at any time.</summary>
/// <param name="loader">Whose epoch.</param>
/// <param name="plan">Which samples come when.</param>
/// <param name="generator">The randomness of this epoch; null without a transform.</param>
sealed class LoaderEpoch(DataLoader loader, BatchPlan plan, Generator? generator) : EpochBatches
{
    public override int Count => plan.Count;

    public override Batch Make(int number, List<Storage>? buffers = null)
    {
        try
        {
            return InScope(() => Make(number, plan.Samples(number), plan.TurnsOf(number)), buffers);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            throw Blame(number, problem);
        }
    }

    Batch Make(int number, ReadOnlySpan<int> indices, ReadOnlySpan<int> turns)
    {
        Batch batch = loader.Dataset.Take(indices);
        return loader.Transform is { } transform ? transform.Apply(batch, new BatchRandomness(generator!, number, indices, turns)) : batch;
    }

    // Which sample was it? Each one alone says so.
    SampleException Blame(int number, Exception problem)
    {
        ReadOnlySpan<int> indices = plan.Samples(number), turns = plan.TurnsOf(number);
        for (int i = 0; i < indices.Length; i++)
        {
            int index = indices[i];
            try
            {
                using MemoryScope scope = Memory.Scope();
                Make(number, [index], turns.IsEmpty ? [] : turns[i..(i + 1)]);
            }
            catch (Exception own) when (own is not OutOfMemoryException)
            {
                return new SampleException(index, $"Sample {index} of the data set (in batch {number} of this epoch) could not be made: {Own(own)}", own);
            }
        }

        return new SampleException(-1, $"Batch {number} of this epoch could not be made, although each of its {indices.Length} samples alone can: {Own(problem)}", problem);
    }
}
