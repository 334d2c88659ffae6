using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hebb;

public sealed partial class Generator
{
    // Words made at a time: small enough for the stack and the first cache, large enough to hide the call. A multiple of the 16 words that
    // the normal transform takes together.
    const int ChunkWords = 1024;

    /// <summary>Fills with numbers from [low, high), all equally likely: low + (high − low)·k·2⁻²⁴, k one 24-bit draw.</summary>
    /// <param name="values">Where to write.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The end of the interval, never written (unless it equals low).</param>
    /// <exception cref="ArgumentOutOfRangeException">low is above high, or the interval's length is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Uniform(Span<float> values, float low = 0, float high = 1)
    {
        RequireInterval(low, high, high - low);
        Span<uint> words = stackalloc uint[Math.Min(ChunkWords, WholeBlocks(values.Length))];
        for (; values.Length > 0; values = values[Math.Min(ChunkWords, values.Length)..])
        {
            Span<float> part = values[..Math.Min(ChunkWords, values.Length)];
            NextBlocks(words[..WholeBlocks(part.Length)]);
            RandomTransforms.Uniform(words, part, low, high);
        }
    }

    /// <summary>Fills with numbers from [low, high), all equally likely: low + (high − low)·k·2⁻⁵², k one 52-bit draw.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Uniform(Span<double> values, double low = 0, double high = 1)
    {
        RequireInterval(low, high, high - low);
        Span<uint> words = stackalloc uint[Math.Min(ChunkWords, WholeBlocks(2 * Math.Min(ChunkWords, values.Length)))];
        for (; values.Length > 0; values = values[Math.Min(ChunkWords / 2, values.Length)..])
        {
            Span<double> part = values[..Math.Min(ChunkWords / 2, values.Length)];
            NextBlocks(words[..WholeBlocks(2 * part.Length)]);
            RandomTransforms.Uniform(MemoryMarshal.Cast<uint, ulong>(words), part, low, high);
        }
    }

    /// <summary>Fills with independent draws from the normal distribution, density exp(−(x − mean)²/2std²)/(std·√2π).</summary>
    /// <param name="values">Where to write.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="std">The standard deviation; not negative.</param>
    /// <remarks>
    /// G. Box and M. Muller: A note on the generation of random normal deviates (1958). The radius comes from 32 bits, so the largest value is 6.8 standard
    /// deviations from the mean (8.5 for doubles). Sixteen values are made together (eight doubles).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">std is negative or not finite, or mean is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Normal(Span<float> values, float mean = 0, float std = 1)
    {
        RequireSpread(mean, std);
        Span<uint> words = stackalloc uint[Math.Min(ChunkWords, WholeGroups(values.Length))];
        Span<float> last = stackalloc float[16];
        for (; values.Length > 0; values = values[Math.Min(ChunkWords, values.Length)..])
        {
            int count = Math.Min(ChunkWords, values.Length), whole = count / 16 * 16;
            NextBlocks(words[..WholeGroups(count)]);
            RandomTransforms.Normal(words[..whole], values[..whole], mean, std);
            if (whole == count)
                continue;
            RandomTransforms.Normal(words.Slice(whole, 16), last, mean, std);
            last[..(count - whole)].CopyTo(values[whole..]);
        }
    }

    /// <inheritdoc cref="Normal(Span{float}, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Normal(Span<double> values, double mean = 0, double std = 1)
    {
        RequireSpread(mean, std);
        const int chunk = ChunkWords / 2; // doubles take two words each
        Span<uint> words = stackalloc uint[Math.Min(ChunkWords, WholeGroups(2 * Math.Min(chunk, values.Length)))];
        Span<double> last = stackalloc double[8];
        for (; values.Length > 0; values = values[Math.Min(chunk, values.Length)..])
        {
            int count = Math.Min(chunk, values.Length), whole = count / 8 * 8;
            NextBlocks(words[..WholeGroups(2 * count)]);
            ReadOnlySpan<ulong> pairs = MemoryMarshal.Cast<uint, ulong>(words);
            RandomTransforms.Normal(pairs[..whole], values[..whole], mean, std);
            if (whole == count)
                continue;
            RandomTransforms.Normal(pairs.Slice(whole, 8), last, mean, std);
            last[..(count - whole)].CopyTo(values[whole..]);
        }
    }

    /// <summary>Fills with ones and zeros: each value is 1 with the given probability, else 0. The mask of dropout.</summary>
    /// <param name="values">Where to write.</param>
    /// <param name="keepProbability">The probability of a 1, from 0 to 1; taken to the nearest multiple of 2⁻³².</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Bernoulli(Span<float> values, double keepProbability)
    {
        ulong threshold = Threshold(keepProbability);
        Span<uint> words = stackalloc uint[Math.Min(ChunkWords, WholeBlocks(values.Length))];
        for (; values.Length > 0; values = values[Math.Min(ChunkWords, values.Length)..])
        {
            Span<float> part = values[..Math.Min(ChunkWords, values.Length)];
            NextBlocks(words[..WholeBlocks(part.Length)]);
            RandomTransforms.Bernoulli(words, part, threshold);
        }
    }

    /// <inheritdoc cref="Bernoulli(Span{float}, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Bernoulli(Span<double> values, double keepProbability)
    {
        ulong threshold = Threshold(keepProbability);
        Span<uint> words = stackalloc uint[Math.Min(ChunkWords, WholeBlocks(values.Length))];
        for (; values.Length > 0; values = values[Math.Min(ChunkWords, values.Length)..])
        {
            Span<double> part = values[..Math.Min(ChunkWords, values.Length)];
            NextBlocks(words[..WholeBlocks(part.Length)]);
            RandomTransforms.Bernoulli(words, part, threshold);
        }
    }

    // The next whole blocks; what single draws left of the current block is passed over.
    void NextBlocks(Span<uint> words)
    {
        if (_used > 0)
        {
            _used = 0;
            _block++;
        }

        Philox.Fill(words, _seed, _block, _stream);
        _block += (ulong)(words.Length / Philox.WordsPerBlock);
    }

    static int WholeBlocks(int words) => (int)Math.Min((words + 3L) / 4 * 4, int.MaxValue - 3);

    static int WholeGroups(int words) => (int)Math.Min((words + 15L) / 16 * 16, int.MaxValue - 15);

    static ulong Threshold(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability,
                $"A probability must lie in [0, 1]; got {probability}. Percentages have to be divided by 100.");
        return (ulong)Math.Round(probability * 4294967296.0);
    }

    static void RequireInterval(double low, double high, double length)
    {
        if (!(low <= high) || !double.IsFinite(length))
            throw new ArgumentOutOfRangeException(nameof(high), high,
                $"Uniform numbers were wanted from [{low}, {high}): the bounds must be finite, their difference too, and low at most high; are they swapped?");
    }

    static void RequireSpread(double mean, double std)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, $"The mean of a normal distribution must be finite; got {mean}.");
        if (!(std >= 0) || !double.IsFinite(std))
            throw new ArgumentOutOfRangeException(nameof(std), std,
                $"The standard deviation must be finite and not negative; got {std}. (It is the root of the variance.)");
    }
}
