using System.Numerics;

namespace Hebb;

/// <summary>
/// The stream of NumPy's <c>numpy.random.default_rng(seed)</c>, bit for bit: PCG64 seeded through <c>SeedSequence</c>, with the distributions of
/// <c>numpy.random.Generator</c>. The order of calls matters, as there.
/// </summary>
/// <remarks>
/// O'Neill (2014) for the bits, Marsaglia and Tsang (2000) for the normal, Lemire (2019) for integers. Verified against NumPy 1.24; some earlier
/// versions take another logarithm where a normal lies beyond 3.65 and may differ there in the last bit. An array of any shape is filled
/// in C order, so draw its element count and reshape. For new work use <see cref="Generator"/>. One thread at a time.
/// </remarks>
/// <param name="seed">The seed, as in <c>default_rng(seed)</c>.</param>
public sealed class NumPyGenerator(ulong seed)
{
    readonly Pcg64 _bits = new(seed);

    /// <summary>As <c>random()</c>: a number from [0, 1) with 53 random bits.</summary>
    public double Random() => _bits.NextDouble();

    /// <summary>As <c>random(count)</c>.</summary>
    /// <param name="count">How many; not negative.</param>
    public double[] Random(int count)
    {
        double[] values = NewArray<double>(count);
        foreach (ref double value in values.AsSpan())
            value = _bits.NextDouble();
        return values;
    }

    /// <summary>As <c>uniform(low, high)</c>: low + (high − low)·u.</summary>
    /// <param name="values">Where to write.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    public void Uniform(Span<double> values, double low = 0, double high = 1)
    {
        double range = high - low;
        foreach (ref double value in values)
            value = low + (range * _bits.NextDouble());
    }

    /// <summary>As <c>uniform(low, high, count)</c>.</summary>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <param name="count">How many; not negative.</param>
    public double[] Uniform(double low, double high, int count)
    {
        double[] values = NewArray<double>(count);
        Uniform(values, low, high);
        return values;
    }

    /// <summary>As <c>standard_normal()</c>: the ziggurat with 256 layers.</summary>
    public double StandardNormal()
    {
        for (; ; )
        {
            ulong word = _bits.NextUInt64(); // 8 bits of layer, one of sign, 52 of place
            int layer = (int)(word & 0xFF);
            ulong place = (word >> 9) & 0x000FFFFFFFFFFFFF;
            double x = place * NormalZiggurat.Width[layer];
            if ((word & 0x100) != 0)
                x = -x;
            if (place < NormalZiggurat.Inside[layer])
                return x;
            if (layer == 0)
                return Tail((place & 0x100) != 0);
            double below = NormalZiggurat.Density[layer - 1] - NormalZiggurat.Density[layer];
            if ((below * _bits.NextDouble()) + NormalZiggurat.Density[layer] < Math.Exp(-0.5 * x * x))
                return x;
        }
    }

    /// <summary>As <c>standard_normal(count)</c>.</summary>
    /// <param name="count">How many; not negative.</param>
    public double[] StandardNormal(int count)
    {
        double[] values = NewArray<double>(count);
        foreach (ref double value in values.AsSpan())
            value = StandardNormal();
        return values;
    }

    /// <summary>As <c>normal(loc, scale)</c>: loc + scale·z.</summary>
    /// <param name="values">Where to write.</param>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">scale is negative or not a number.</exception>
    public void Normal(Span<double> values, double loc = 0, double scale = 1)
    {
        NumPyArguments.RequireScale(scale);
        foreach (ref double value in values)
            value = loc + (scale * StandardNormal());
    }

    /// <summary>As <c>normal(loc, scale, count)</c>.</summary>
    /// <param name="loc">The mean.</param>
    /// <param name="scale">The standard deviation; not negative.</param>
    /// <param name="count">How many; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">scale is negative or not a number, or count is negative.</exception>
    public double[] Normal(double loc, double scale, int count)
    {
        double[] values = NewArray<double>(count);
        Normal(values, loc, scale);
        return values;
    }

    /// <summary>
    /// As <c>integers(low, high)</c> with 64-bit integers: the upper bound is exclusive. Ranges up to 2³² take half a word each, and the other half waits for
    /// the next such draw.
    /// </summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">One more than the largest value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty.</exception>
    public long Integers(long low, long high)
    {
        NumPyArguments.RequireNonEmpty(low, high);
        return (long)((ulong)low + UpTo((ulong)high - (ulong)low - 1));
    }

    /// <summary>As <c>integers(low, high, count)</c>.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">One more than the largest value.</param>
    /// <param name="count">How many; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty, or count is negative.</exception>
    public long[] Integers(long low, long high, int count)
    {
        NumPyArguments.RequireNonEmpty(low, high);
        long[] values = NewArray<long>(count);
        foreach (ref long value in values.AsSpan())
            value = Integers(low, high);
        return values;
    }

    /// <summary>As <c>permutation(n)</c>.</summary>
    /// <param name="n">How many; not negative.</param>
    public int[] Permutation(int n)
    {
        int[] order = NewArray<int>(n);
        for (int i = 0; i < n; i++)
            order[i] = i;
        Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>As <c>shuffle(x)</c>; an array of several axes is shuffled along its first one, so shuffle its row numbers.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="values">The values, reordered in place.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = (int)MaskedUpTo((uint)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    // Shuffling, unlike Integers, still rejects by mask: as many bits as the largest value has, drawn again while above it.
    uint MaskedUpTo(uint largest)
    {
        uint mask = uint.MaxValue >> BitOperations.LeadingZeroCount(largest), value;
        do
            value = _bits.NextUInt32() & mask;
        while (value > largest);
        return value;
    }

    // Beyond the last layer: an exponential proposal, accepted under the normal's tail.
    double Tail(bool negative)
    {
        for (; ; )
        {
            double x = -NormalZiggurat.TailStartInverse * LogOnePlus.Of(-_bits.NextDouble());
            double y = -LogOnePlus.Of(-_bits.NextDouble());
            if (y + y > x * x)
                return negative ? -(NormalZiggurat.TailStart + x) : NormalZiggurat.TailStart + x;
        }
    }

    // 0 … largest by Lemire's multiplication, in 32 bits where they suffice.
    ulong UpTo(ulong largest)
    {
        switch (largest)
        {
            case 0: return 0;
            case < uint.MaxValue: return Below((uint)largest + 1);
            case uint.MaxValue: return _bits.NextUInt32();
            case ulong.MaxValue: return _bits.NextUInt64();
        }

        ulong count = largest + 1, high = Math.BigMul(_bits.NextUInt64(), count, out ulong low);
        if (low < count)
        {
            for (ulong threshold = (0 - count) % count; low < threshold;)
                high = Math.BigMul(_bits.NextUInt64(), count, out low);
        }

        return high;
    }

    uint Below(uint count)
    {
        ulong product = (ulong)_bits.NextUInt32() * count;
        if ((uint)product < count)
        {
            for (uint threshold = (0 - count) % count; (uint)product < threshold;)
                product = (ulong)_bits.NextUInt32() * count;
        }

        return (uint)(product >> 32);
    }

    static T[] NewArray<T>(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new T[count];
    }
}
