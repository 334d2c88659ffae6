using System.Runtime.CompilerServices;

namespace Hebb;

/// <summary>
/// The source of random numbers: a seed in, the same numbers out, on every processor and for every number of threads.
/// </summary>
/// <remarks>
/// <para>Counter-based (Philox4x32-10; Salmon, Moraes, Dror and Shaw, 2011): a word is a function of the seed, the stream and its place, so a state
/// is four numbers and <see cref="Fork"/> costs nothing. The filling methods use additions, multiplications, divisions and square
/// roots only, in a fixed order, so the bits do not depend on the vector width of the machine.</para>
/// <para>Each filling method begins at a fresh block of four words and ends at one; single draws take the words one after another.</para>
/// <para>A generator belongs to one thread at a time. Give each worker, sample or layer its own <see cref="Fork"/>.</para>
/// </remarks>
/// <example><code>
/// Generator.Default.Reseed(42);             // everything that draws from the shared generator is now repeatable
/// var mine = new Generator(7);
/// mine.Normal(weights, mean: 0, std: 0.01f);
/// Generator worker = mine.Fork(sampleIndex); // the same numbers, whichever worker takes the sample
/// </code></example>
public sealed partial class Generator
{
    ulong _seed, _stream, _block;
    int _used;
    uint _w0, _w1, _w2, _w3; // the words of _block; meaningful only while _used > 0

    /// <summary>A generator at the beginning of stream 0 of a seed.</summary>
    /// <param name="seed">Any number; different seeds give unrelated numbers.</param>
    public Generator(ulong seed) => _seed = seed;

    /// <summary>The generator used wherever none is named. It starts from seed 0; <see cref="Reseed"/> it to choose another.</summary>
    public static Generator Default { get; } = new(0);

    /// <summary>The seed given to the constructor or to <see cref="Reseed"/>.</summary>
    public ulong Seed => _seed;

    /// <summary>Where the generator stands. Setting it resumes there: the next draw is the one that followed when the state was read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The state's position is not 0, 1, 2 or 3.</exception>
    public GeneratorState State
    {
        get => new(_seed, _stream, _block, _used);
        set
        {
            if (value.Position is < 0 or >= Philox.WordsPerBlock)
                throw new ArgumentOutOfRangeException(nameof(value), value.Position,
                    "A generator state's Position counts the words used of a block of four and must be 0 to 3; was the state read from a damaged checkpoint?");
            (_seed, _stream, _block, _used) = (value.Seed, value.Stream, value.Counter, value.Position);
            if (_used > 0)
                Philox.Block(_seed, _block, _stream, out _w0, out _w1, out _w2, out _w3);
        }
    }

    /// <summary>Goes back to the beginning of stream 0 of a seed, as if newly made from it.</summary>
    /// <param name="seed">The new seed.</param>
    public void Reseed(ulong seed) => State = new GeneratorState(seed, 0, 0, 0);

    /// <summary>
    /// An independent generator, at its beginning. It depends on this one's seed and stream and on <paramref name="stream"/>, not on what was drawn so far,
    /// and this one does not move; so work numbered 0, 1, 2 … gets the same numbers whoever does it, in whatever order.
    /// </summary>
    /// <param name="stream">Which of the 2⁶⁴ children; different numbers give different streams. Children can be forked again.</param>
    public Generator Fork(ulong stream)
    {
        // SplitMix64's finaliser (Steele, Lea and Flood, 2014) is one-to-one, so two children of one parent never share a stream.
        ulong z = _stream + (0x9E3779B97F4A7C15UL * (stream + 0x5851F42D4C957F2DUL));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return new Generator(_seed) { _stream = z ^ (z >> 31) };
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_used == 0)
            Philox.Block(_seed, _block, _stream, out _w0, out _w1, out _w2, out _w3);
        switch (_used++)
        {
            case 0: return _w0;
            case 1: return _w1;
            case 2: return _w2;
            default:
                _used = 0;
                _block++;
                return _w3;
        }
    }

    /// <summary>The next 64 random bits: two words, the first one low.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>A number from [0, 1): one of the 2⁵³ multiples of 2⁻⁵³, all equally likely.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from [0, 1): one of the 2²⁴ multiples of 2⁻²⁴, all equally likely.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>An integer, all from <paramref name="lowInclusive"/> to <paramref name="highExclusive"/> − 1 exactly equally likely.</summary>
    /// <param name="lowInclusive">The smallest value.</param>
    /// <param name="highExclusive">One more than the largest value.</param>
    /// <remarks>D. Lemire: Fast random integer generation in an interval (ACM TOMACS 29(1), 2019).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty.</exception>
    public int NextInt(int lowInclusive, int highExclusive)
    {
        RequireNonEmpty(lowInclusive, highExclusive);
        return (int)(lowInclusive + (long)Below((uint)((long)highExclusive - lowInclusive)));
    }

    /// <summary>A long integer, all from <paramref name="lowInclusive"/> to <paramref name="highExclusive"/> − 1 exactly equally likely.</summary>
    /// <param name="lowInclusive">The smallest value.</param>
    /// <param name="highExclusive">One more than the largest value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty.</exception>
    public long NextInt64(long lowInclusive, long highExclusive)
    {
        RequireNonEmpty(lowInclusive, highExclusive);
        ulong count = (ulong)highExclusive - (ulong)lowInclusive;
        ulong high = Math.BigMul(NextUInt64(), count, out ulong low);
        if (low < count)
        {
            for (ulong threshold = (0 - count) % count; low < threshold;)
                high = Math.BigMul(NextUInt64(), count, out low);
        }

        return (long)((ulong)lowInclusive + high);
    }

    /// <summary>The numbers 0 to n − 1 in random order, every order equally likely.</summary>
    /// <param name="n">How many; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public int[] Permutation(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        int[] order = new int[n];
        for (int i = 0; i < n; i++)
            order[i] = i;
        Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Brings the values into random order, every order equally likely (Fisher–Yates).</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="values">The values, reordered in place.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = (int)Below((uint)i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    // 0 … count − 1 without bias: the high half of a product, redrawn when the low half falls into the part that is hit once too often.
    uint Below(uint count)
    {
        ulong product = (ulong)NextUInt32() * count;
        if ((uint)product < count)
        {
            for (uint threshold = (0 - count) % count; (uint)product < threshold;)
                product = (ulong)NextUInt32() * count;
        }

        return (uint)(product >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void RequireNonEmpty(long low, long high)
    {
        if (low >= high)
            throw new ArgumentOutOfRangeException(nameof(high), high,
                $"An integer was wanted from [{low}, {high}), but that interval is empty: the upper bound is exclusive and must be at least {low} + 1.");
    }
}
