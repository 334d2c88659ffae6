using System.Numerics;

namespace Hebb;

/// <summary>
/// The stream of NumPy's <c>numpy.random.RandomState</c> (and of <c>numpy.random.seed</c> with the module's functions), bit for bit: an experiment
/// written in Python draws the same numbers here. The order of calls matters, as there.
/// </summary>
/// <remarks>
/// MT19937 (Matsumoto and Nishimura, 1998) with NumPy's frozen legacy distributions. The normal takes the logarithm of the platform's mathematical
/// library, as NumPy does; everything else is exact by construction. An array of any shape is filled in C order, so draw its
/// element count and reshape. For new work use <see cref="Generator"/>. One thread at a time.
/// </remarks>
/// <example><code>
/// var random = new NumPyRandomState(3);            // np.random.seed(3)
/// double[] w1 = random.Normal(0, 0.01, 256 * 784); // np.random.normal(0, .01, (256, 784))
/// </code></example>
public sealed class NumPyRandomState
{
    readonly MersenneTwister _bits;
    double _second; // the polar method makes normals in pairs
    bool _hasSecond;

    /// <summary>As <c>RandomState(seed)</c>.</summary>
    /// <param name="seed">The seed; NumPy accepts the same range.</param>
    public NumPyRandomState(uint seed) => _bits = new MersenneTwister(seed);

    /// <summary>As <c>RandomState([seed, seed, …])</c>.</summary>
    /// <param name="seeds">One word or more. A single word in a list gives another stream than the word alone.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public NumPyRandomState(ReadOnlySpan<uint> seeds) => _bits = new MersenneTwister(seeds);

    /// <summary>As <c>random_sample()</c> and <c>rand()</c>: a number from [0, 1) with 53 random bits.</summary>
    public double Random() => _bits.NextDouble();

    /// <summary>As <c>rand(count)</c>.</summary>
    /// <param name="count">How many; not negative.</param>
    public double[] Rand(int count) => Uniform(0, 1, count);

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

    /// <summary>
    /// As <c>standard_normal()</c>: Marsaglia's polar method. Normals come in pairs; the second one is kept for the next call, across calls of every other method.
    /// </summary>
    public double StandardNormal()
    {
        if (_hasSecond)
        {
            _hasSecond = false;
            return _second;
        }

        double x, y, squared;
        do
        {
            x = (2.0 * _bits.NextDouble()) - 1.0;
            y = (2.0 * _bits.NextDouble()) - 1.0;
            squared = (x * x) + (y * y);
        }
        while (squared >= 1.0 || squared == 0.0);

        double factor = Math.Sqrt(-2.0 * Math.Log(squared) / squared);
        (_second, _hasSecond) = (factor * x, true);
        return factor * y;
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

    /// <summary>As <c>randn(count)</c>.</summary>
    /// <param name="count">How many; not negative.</param>
    public double[] RandN(int count) => Normal(0, 1, count);

    /// <summary>As <c>randint(low, high)</c> with NumPy's default 64-bit integers: the upper bound is exclusive; draws with too many bits are rejected.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">One more than the largest value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty.</exception>
    public long RandInt(long low, long high)
    {
        NumPyArguments.RequireNonEmpty(low, high);
        return (long)((ulong)low + UpTo((ulong)high - (ulong)low - 1));
    }

    /// <summary>As <c>randint(low, high, count)</c>.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">One more than the largest value.</param>
    /// <param name="count">How many; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty, or count is negative.</exception>
    public long[] RandInt(long low, long high, int count)
    {
        NumPyArguments.RequireNonEmpty(low, high);
        long[] values = NewArray<long>(count);
        foreach (ref long value in values.AsSpan())
            value = RandInt(low, high);
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
            int j = (int)UpTo((ulong)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>As <c>choice(n, count, replace)</c>: numbers below n, each with the same probability.</summary>
    /// <param name="n">The size of the population 0 … n − 1; positive.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="replace">Whether a number may be chosen more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive, count is negative, or it is above n without replacement.</exception>
    public int[] Choice(int n, int count, bool replace = true)
    {
        NumPyArguments.RequirePopulation(n, count, replace);
        if (!replace)
            return Permutation(n)[..count];
        int[] chosen = new int[count];
        foreach (ref int value in chosen.AsSpan())
            value = (int)UpTo((ulong)n - 1);
        return chosen;
    }

    // 0 … largest by masked rejection: as many bits as the largest value has, drawn again while above it.
    ulong UpTo(ulong largest)
    {
        if (largest == 0)
            return 0;
        ulong mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(largest), value;
        do
            value = (largest <= uint.MaxValue ? _bits.NextUInt32() : _bits.NextUInt64()) & mask;
        while (value > largest);
        return value;
    }

    static T[] NewArray<T>(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new T[count];
    }
}
