namespace Hebb.Data;

/// <summary>
/// Chooses the batches of an epoch: which samples come together, and in which order. For data where that matters, such as sequences of similar length. Holds no state of its own, like a <see cref="Sampler"/>.
/// </summary>
public abstract class BatchSampler
{
    /// <summary>How many batches an epoch has.</summary>
    public abstract int Count { get; }

    /// <summary>How many samples the largest batch has.</summary>
    public abstract int BatchSize { get; }

    /// <summary>Draws the batches of an epoch: <see cref="Count"/> lists of samples' numbers, none empty.</summary>
    /// <param name="generator">Where the randomness comes from.</param>
    public abstract int[][] Draw(Generator generator);
}
