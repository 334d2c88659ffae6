namespace Hebb.Data;

/// <summary>
/// Samples in random order. Without replacement none comes twice (a random order of all of them, or of some); with replacement each draw is from all samples, as in the bootstrap.
/// </summary>
public sealed class RandomSampler : Sampler
{
    readonly int count;

    /// <summary>Makes a sampler.</summary>
    /// <param name="count">The number of samples of the data set.</param>
    /// <param name="replacement">Whether a sample can be drawn again.</param>
    /// <param name="draws">How many are drawn in an epoch; as many as there are unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or more are to be drawn without replacement than there are.</exception>
    public RandomSampler(int count, bool replacement = false, int? draws = null)
    {
        this.count = AtLeastOne(count, nameof(count));
        Count = AtLeastOne(draws ?? count, nameof(draws));
        IsWithReplacement = replacement;
        if (!replacement && Count > count)
        {
            throw new ArgumentOutOfRangeException(nameof(draws), draws, $"Without replacement at most all {count} samples can be drawn; with replacement: true a sample can come again.");
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>Whether a sample can be drawn again.</summary>
    public bool IsWithReplacement { get; }

    /// <inheritdoc/>
    public override int[] Draw(Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (!IsWithReplacement) return generator.Permutation(count)[..Count];
        var order = new int[Count];
        for (int i = 0; i < order.Length; i++) order[i] = generator.NextInt(0, count);
        return order;
    }
}
