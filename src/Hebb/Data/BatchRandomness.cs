namespace Hebb.Data;

/// <summary>
/// The random numbers that belong to a batch: a generator for each sample, which depends on the epoch and on which sample it is, and one for the
/// batch as a whole. They do not depend on the other samples or on the number of workers. Belongs to one thread.
/// </summary>
public sealed class BatchRandomness
{
    // Children of the epoch: even ones are samples, odd ones batches.
    readonly Generator[] samples;

    /// <summary>Makes the draws of a batch.</summary>
    /// <param name="epoch">The generator of the epoch; it is forked, not moved.</param>
    /// <param name="number">Which batch of the epoch.</param>
    /// <param name="indices">Which samples of the data set; the same one draws the same in any place.</param>
    public BatchRandomness(Generator epoch, int number, ReadOnlySpan<int> indices)
        : this(epoch, number, indices, default)
    {
    }

    // A sample that a sampler draws again in one epoch is changed otherwise each time, or drawing it again would teach nothing new.
    internal BatchRandomness(Generator epoch, int number, ReadOnlySpan<int> indices, ReadOnlySpan<int> turns)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        samples = new Generator[indices.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            Generator first = epoch.Fork(2 * (ulong)indices[i]);
            samples[i] = turns.IsEmpty || turns[i] == 0 ? first : first.Fork((ulong)turns[i]);
        }

        Batch = epoch.Fork((2 * (ulong)number) + 1);
    }

    /// <summary>A generator for each sample, in the batch's order. Transforms that follow one another go on drawing from the same ones.</summary>
    public ReadOnlySpan<Generator> Samples => samples;

    /// <summary>A generator for choices that concern the whole batch, such as which samples are mixed.</summary>
    public Generator Batch { get; }
}
