using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hebb;

/// <summary>
/// Random words into distributions. Every step is one correctly rounded operation (no fused multiply-add, no estimate, no library function), so each
/// kernel gives the bits of its scalar twin on every processor; the twins are in the tests.
/// </summary>
static class RandomTransforms
{
    // Lanes: 8 floats. Remainder: the same formula, one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Uniform(ReadOnlySpan<uint> words, Span<float> to, float low, float high)
    {
        float scale = (high - low) * (1f / (1 << 24)), top = low < high ? MathF.BitDecrement(high) : low;
        ref uint w = ref MemoryMarshal.GetReference(words);
        ref float y = ref MemoryMarshal.GetReference(to);
        int i = 0;
        for (; i <= to.Length - 8; i += 8)
        {
            Vector256<int> bits = (Vector256.LoadUnsafe(ref w, (nuint)i) >>> 8).AsInt32();
            Vector256<float> value = (Vector256.ConvertToSingle(bits) * scale) + Vector256.Create(low);
            Vector256.Min(value, Vector256.Create(top)).StoreUnsafe(ref y, (nuint)i);
        }

        for (; i < to.Length; i++)
            to[i] = MathF.Min(((words[i] >> 8) * scale) + low, top);
    }

    // Lanes: 4 doubles; 52 bits become the fraction of a number in [1, 2). Remainder: the same formula, one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Uniform(ReadOnlySpan<ulong> words, Span<double> to, double low, double high)
    {
        double length = high - low, top = low < high ? Math.BitDecrement(high) : low;
        ref ulong w = ref MemoryMarshal.GetReference(words);
        ref double y = ref MemoryMarshal.GetReference(to);
        int i = 0;
        for (; i <= to.Length - 4; i += 4)
        {
            Vector256<double> value = (UnitFraction(Vector256.LoadUnsafe(ref w, (nuint)i)) * length) + Vector256.Create(low);
            Vector256.Min(value, Vector256.Create(top)).StoreUnsafe(ref y, (nuint)i);
        }

        for (; i < to.Length; i++)
            to[i] = Math.Min(((BitConverter.UInt64BitsToDouble((words[i] >> 12) | OneBits) - 1) * length) + low, top);
    }

    // Lanes: 8 floats. Remainder: the same comparison, one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bernoulli(ReadOnlySpan<uint> words, Span<float> to, ulong threshold)
    {
        if (threshold > uint.MaxValue)
        {
            to.Fill(1);
            return;
        }

        ref uint w = ref MemoryMarshal.GetReference(words);
        ref float y = ref MemoryMarshal.GetReference(to);
        Vector256<uint> limit = Vector256.Create((uint)threshold), one = Vector256.Create(1f).AsUInt32();
        int i = 0;
        for (; i <= to.Length - 8; i += 8)
            (Vector256.LessThan(Vector256.LoadUnsafe(ref w, (nuint)i), limit) & one).AsSingle().StoreUnsafe(ref y, (nuint)i);
        for (; i < to.Length; i++)
            to[i] = words[i] < threshold ? 1 : 0;
    }

    // Lanes: 8 words, two vectors of 4 doubles. Remainder: the same comparison, one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bernoulli(ReadOnlySpan<uint> words, Span<double> to, ulong threshold)
    {
        ref uint w = ref MemoryMarshal.GetReference(words);
        ref double y = ref MemoryMarshal.GetReference(to);
        Vector256<ulong> limit = Vector256.Create(threshold), one = Vector256.Create(1.0).AsUInt64();
        int i = 0;
        for (; i <= to.Length - 8; i += 8)
        {
            (Vector256<ulong> first, Vector256<ulong> second) = Vector256.Widen(Vector256.LoadUnsafe(ref w, (nuint)i));
            (Vector256.LessThan(first, limit) & one).AsDouble().StoreUnsafe(ref y, (nuint)i);
            (Vector256.LessThan(second, limit) & one).AsDouble().StoreUnsafe(ref y, (nuint)i + 4);
        }

        for (; i < to.Length; i++)
            to[i] = words[i] < threshold ? 1 : 0;
    }

    // Box–Muller. Lanes: 8; a group is 16 words, the first 8 the radii, the last 8 the angles, and gives 16 values. No remainder: lengths are multiples of 16.
    //   u = (w + ½)/2³², r = √(−2 ln u); the angle: 30 bits place it in the quarter circle around 0, one bit exchanges the two coordinates and one
    //   mirrors, which covers the circle.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normal(ReadOnlySpan<uint> words, Span<float> to, float mean, float std)
    {
        ref uint w = ref MemoryMarshal.GetReference(words);
        ref float y = ref MemoryMarshal.GetReference(to);
        Vector256<float> centre = Vector256.Create(mean);
        for (int i = 0; i <= to.Length - 16; i += 16)
        {
            Vector256<uint> radius = Vector256.LoadUnsafe(ref w, (nuint)i), angle = Vector256.LoadUnsafe(ref w, (nuint)i + 8);

            // Two exact halves and one rounding: there is no unsigned conversion before AVX-512.
            Vector256<float> u = (Vector256.ConvertToSingle((radius >>> 16).AsInt32()) * 65536f)
                + Vector256.ConvertToSingle((radius & Vector256.Create(0xFFFFu)).AsInt32());
            u = (u + Vector256.Create(0.5f)) * (1f / 4294967296f);
            Vector256<float> r = Vector256.Sqrt(Log(u) * -2f) * std;

            Vector256<float> a = Vector256.ConvertToSingle((angle << 2).AsInt32()) * (MathF.PI / 4 / 2147483648f), aa = a * a;
            Vector256<float> sin = (((((((aa * (1f / 362880)) + Vector256.Create(-1f / 5040)) * aa) + Vector256.Create(1f / 120)) * aa)
                + Vector256.Create(-1f / 6)) * aa * a) + a;
            Vector256<float> cos = (((((((((aa * (-1f / 3628800)) + Vector256.Create(1f / 40320)) * aa) + Vector256.Create(-1f / 720)) * aa)
                + Vector256.Create(1f / 24)) * aa) + Vector256.Create(-0.5f)) * aa) + Vector256.Create(1f);
            cos ^= (angle & Vector256.Create(0x80000000u)).AsSingle();
            Vector256<float> exchange = Vector256.LessThan((angle << 1).AsInt32(), Vector256<int>.Zero).AsSingle();
            ((Vector256.ConditionalSelect(exchange, sin, cos) * r) + centre).StoreUnsafe(ref y, (nuint)i);
            ((Vector256.ConditionalSelect(exchange, cos, sin) * r) + centre).StoreUnsafe(ref y, (nuint)i + 8);
        }
    }

    // Box–Muller in doubles. Lanes: 4; a group is 8 64-bit words, 4 radii and 4 angles. No remainder: lengths are multiples of 8.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normal(ReadOnlySpan<ulong> words, Span<double> to, double mean, double std)
    {
        ref ulong w = ref MemoryMarshal.GetReference(words);
        ref double y = ref MemoryMarshal.GetReference(to);
        Vector256<double> centre = Vector256.Create(mean), one = Vector256.Create(1.0);
        for (int i = 0; i <= to.Length - 8; i += 8)
        {
            Vector256<ulong> radius = Vector256.LoadUnsafe(ref w, (nuint)i), angle = Vector256.LoadUnsafe(ref w, (nuint)i + 4);
            Vector256<double> u = one - UnitFraction(radius); // (0, 1]
            Vector256<double> r = Vector256.Sqrt(Log(u) * -2.0) * std;

            // The low 52 bits of the angle after its two top bits: a fraction in [0, 1), moved to [−½, ½).
            Vector256<double> a = (UnitFraction(angle << 2) - Vector256.Create(0.5)) * (Math.PI / 2), aa = a * a;
            Vector256<double> sin = aa * SinSeries[0];
            for (int k = 1; k < SinSeries.Length; k++)
                sin = (sin + Vector256.Create(SinSeries[k])) * aa;
            sin = (sin * a) + a;
            Vector256<double> cos = aa * CosSeries[0];
            for (int k = 1; k < CosSeries.Length; k++)
                cos = (cos + Vector256.Create(CosSeries[k])) * aa;
            cos += one;
            cos ^= (angle & Vector256.Create(1UL << 63)).AsDouble();
            Vector256<double> exchange = Vector256.LessThan((angle << 1).AsInt64(), Vector256<long>.Zero).AsDouble();
            ((Vector256.ConditionalSelect(exchange, sin, cos) * r) + centre).StoreUnsafe(ref y, (nuint)i);
            ((Vector256.ConditionalSelect(exchange, cos, sin) * r) + centre).StoreUnsafe(ref y, (nuint)i + 4);
        }
    }

    const ulong OneBits = 0x3FF0000000000000;

    // ±1/n! from the highest power down, without the leading 1: Taylor's series up to a¹⁷ and a¹⁸, enough for |a| ≤ π/4 in doubles.
    internal static ReadOnlySpan<double> SinSeries =>
        [1 / 355687428096000.0, -1 / 1307674368000.0, 1 / 6227020800.0, -1 / 39916800.0, 1 / 362880.0, -1 / 5040.0, 1 / 120.0, -1 / 6.0];

    internal static ReadOnlySpan<double> CosSeries =>
        [-1 / 6402373705728000.0, 1 / 20922789888000.0, -1 / 87178291200.0, 1 / 479001600.0, -1 / 3628800.0, 1 / 40320.0, -1 / 720.0, 1 / 24.0, -1 / 2.0];

    // 1/n for the artanh series, from s²² down to s².
    internal static ReadOnlySpan<double> LogSeries =>
        [1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3];

    // The top 52 bits as a fraction in [0, 1).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> UnitFraction(Vector256<ulong> w) =>
        ((w >>> 12) | Vector256.Create(OneBits)).AsDouble() - Vector256.Create(1.0);

    // ln x for normal x > 0: x = m·2ᵉ with m in [√½, √2), s = (m − 1)/(m + 1), ln m = 2 artanh s = 2s(1 + s²/3 + s⁴/5 + …).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Log(Vector256<float> x)
    {
        Vector256<int> half = Vector256.Create(0x3F3504F3); // √½
        Vector256<int> e = (x.AsInt32() - half) >> 23;
        Vector256<float> m = (x.AsInt32() - (e << 23)).AsSingle(), one = Vector256.Create(1f);
        Vector256<float> s = (m - one) / (m + one), ss = s * s;
        Vector256<float> series = (((((ss * (1f / 9)) + Vector256.Create(1f / 7)) * ss) + Vector256.Create(1f / 5)) * ss) + Vector256.Create(1f / 3);
        s += s;
        return (Vector256.ConvertToSingle(e) * 0.693147181f) + ((series * ss * s) + s);
    }

    // As above, with the eleven terms that doubles need.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<long> half = Vector256.Create(0x3FE6A09E667F3BCD); // √½
        Vector256<long> e = (x.AsInt64() - half) >> 52;
        Vector256<double> m = (x.AsInt64() - (e << 52)).AsDouble(), one = Vector256.Create(1.0);
        Vector256<double> s = (m - one) / (m + one), ss = s * s;
        Vector256<double> series = ss * LogSeries[0];
        for (int k = 1; k < LogSeries.Length; k++)
            series = (series + Vector256.Create(LogSeries[k])) * ss;
        s += s;

        // The exponent as a double: |e| < 2⁵¹ added to 1.5·2⁵² in the integer bits, a conversion that every width has.
        Vector256<double> exponent = (e + Vector256.Create(0x4338000000000000)).AsDouble() - Vector256.Create(6755399441055744.0);
        return (exponent * 0.69314718055994531) + ((series * s) + s);
    }
}
