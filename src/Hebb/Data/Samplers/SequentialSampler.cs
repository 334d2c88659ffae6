namespace Hebb.Data;

/// <summary>Every sample once, in the data set's order: what a loader does without shuffling.</summary>
/// <param name="count">The number of samples of the data set.</param>
/// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
public sealed class SequentialSampler(int count) : Sampler
{
    /// <inheritdoc/>
    public override int Count { get; } = AtLeastOne(count, nameof(count));

    /// <summary>0 … Count − 1; draws nothing.</summary>
    /// <param name="generator">Not used.</param>
    public override int[] Draw(Generator generator)
    {
        var order = new int[Count];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        return order;
    }
}
