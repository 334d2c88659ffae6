namespace Hebb.Data;

/// <summary>
/// Every class equally often, however rare it is: the numbers of draws differ by at most one. A class gives all of its samples in random order before one of them comes
/// again. The classes are mixed at random.
/// </summary>
public sealed class ClassBalancedSampler : Sampler
{
    readonly int[][] classes;

    /// <summary>Makes a sampler.</summary>
    /// <param name="labels">The class of each sample of the data set: integers of shape [N].</param>
    /// <param name="draws">How many samples are drawn in an epoch; N unless given.</param>
    /// <exception cref="ShapeException">The labels are no list.</exception>
    /// <exception cref="DTypeException">The labels are no integers.</exception>
    /// <exception cref="ArgumentException">There is no label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No sample is to be drawn.</exception>
    public ClassBalancedSampler(Tensor labels, int? draws = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        classes = [.. SamplesByClass.Of(labels).Values];
        Count = AtLeastOne(draws ?? labels.Count, nameof(draws));
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int[] Draw(Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);

        // Which classes get one more is drawn too, or the first ones would always be favoured.
        int[] turns = generator.Permutation(classes.Length);
        var order = new int[Count];
        int next = 0;
        for (int turn = 0; turn < turns.Length; turn++)
        {
            int[] samples = classes[turns[turn]];
            int wanted = (Count / classes.Length) + (turn < Count % classes.Length ? 1 : 0);
            while (wanted > 0)
            {
                int[] mixed = [.. samples];
                generator.Shuffle(mixed.AsSpan());
                int taken = Math.Min(wanted, mixed.Length);
                mixed.AsSpan(0, taken).CopyTo(order.AsSpan(next));
                next += taken;
                wanted -= taken;
            }
        }

        generator.Shuffle(order.AsSpan());
        return order;
    }
}
