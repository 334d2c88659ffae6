namespace Hebb.Data;

/// <summary>
/// Samples drawn with given weights: sample i has the probability wᵢ / Σw in each draw. Without replacement the draws are made one after another from what is left
/// (Efraimidis and Spirakis: Weighted random sampling with a reservoir, 2006), so samples of weight 0 never come.
/// </summary>
public sealed class WeightedSampler : Sampler
{
    readonly double[] weights, sums;

    /// <summary>Makes a sampler.</summary>
    /// <param name="weights">A weight for each sample of the data set: finite, not negative; they need not add up to 1.</param>
    /// <param name="draws">How many samples are drawn in an epoch; as many as there are weights unless given.</param>
    /// <param name="replacement">Whether a sample can be drawn again.</param>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, or all are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No sample is to be drawn, or more without replacement than have a weight above 0.</exception>
    public WeightedSampler(ReadOnlySpan<double> weights, int? draws = null, bool replacement = true)
    {
        if (weights.IsEmpty) throw new ArgumentException("A weighted sampler needs a weight for each sample; none was given. Is the data set empty?", nameof(weights));
        this.weights = weights.ToArray();
        sums = new double[weights.Length];
        double sum = 0;
        int positive = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && double.IsFinite(weights[i])))
            {
                throw new ArgumentException($"Weight {i} is {weights[i]}; weights say how often a sample is wanted compared with the others and must be finite and not negative. Use 0 for a sample that should never come.", nameof(weights));
            }

            if (weights[i] > 0) positive++;
            sums[i] = sum += weights[i];
        }

        if (positive == 0) throw new ArgumentException($"All {weights.Length} weights are 0, so no sample can be drawn.", nameof(weights));
        if (!double.IsFinite(sum)) throw new ArgumentException("The weights are finite, but their sum is not; divide them by the largest one.", nameof(weights));
        Count = AtLeastOne(draws ?? weights.Length, nameof(draws));
        IsWithReplacement = replacement;
        if (!replacement && Count > positive)
        {
            throw new ArgumentOutOfRangeException(nameof(draws), Count, $"Without replacement at most {positive} samples can be drawn: so many have a weight above 0.");
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
        return IsWithReplacement ? Independent(generator) : OneAfterAnother(generator);
    }

    int[] Independent(Generator generator)
    {
        var order = new int[Count];
        for (int i = 0; i < order.Length; i++)
        {
            // The first sum above u: a sample of weight 0 has the sum of the one before it and is never the first.
            double u = generator.NextDouble() * sums[^1];
            int low = 0, high = sums.Length - 1;
            while (low < high)
            {
                int middle = (low + high) >>> 1;
                if (sums[middle] > u) high = middle;
                else low = middle + 1;
            }

            // Rounding can bring u up to the whole sum, and then to a last sample of weight 0.
            while (weights[low] == 0) low--;
            order[i] = low;
        }

        return order;
    }

    // Each sample gets a waiting time with its weight as the rate; who waits shortest was drawn first.
    int[] OneAfterAnother(Generator generator)
    {
        var times = new double[weights.Length];
        var order = new int[weights.Length];
        for (int i = 0; i < times.Length; i++)
        {
            order[i] = i;
            double u = generator.NextDouble();
            times[i] = weights[i] == 0 ? double.PositiveInfinity : Math.Min(-Math.Log(1 - u) / weights[i], double.MaxValue);
        }

        // Equal times must not depend on how the sort treats them.
        Array.Sort(order, (a, b) => times[a].CompareTo(times[b]) is var c and not 0 ? c : a.CompareTo(b));
        return order[..Count];
    }
}
