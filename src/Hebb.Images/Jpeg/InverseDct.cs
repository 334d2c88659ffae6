using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hebb.Images;

/// <summary>
/// The inverse cosine transform of a block in whole numbers: constants of 13 bits, columns first with 2 bits kept, then rows, so that pixels are the same as
/// those of the reference decoders on every machine.
/// </summary>
/// <remarks>
/// C. Loeffler, A. Ligtenberg, G. Moschytz: Practical fast 1-D DCT algorithms with 11 multiplications, ICASSP 1989. Its rotations are written out as products of
/// pairs, which whole numbers allow without another rounding: eight lanes of 16 bits are eight columns (then eight rows), and a pair of them is multiplied
/// and added into 32 bits by one instruction.
/// </remarks>
static class InverseDct
{
    const int ConstantBits = 13, KeptBits = 2;

    /// <summary>Turns coefficients into samples.</summary>
    /// <param name="coefficients">64 in natural order.</param>
    /// <param name="steps">The quantisation steps in natural order.</param>
    /// <param name="last">The last coefficient that is not zero, in zigzag order.</param>
    /// <param name="samples">Gets 8 rows of 8.</param>
    /// <param name="stride">From one row to the next.</param>
    [SkipLocalsInit]
    public static void Block(ReadOnlySpan<short> coefficients, ReadOnlySpan<short> steps, int last, Span<byte> samples, int stride)
    {
        // The last row reaches 8 samples beyond its start: one check for all stores below.
        ref byte to = ref MemoryMarshal.GetReference(samples[..((7 * stride) + 8)]);
        ref short c = ref MemoryMarshal.GetReference(coefficients[..64]);
        ref short s = ref MemoryMarshal.GetReference(steps[..64]);
        if (last == 0)
        {
            int level = (((short)(c * s) << KeptBits) + 16) >> 5;
            Vector64<byte> flat = Vector64.Create((byte)Math.Clamp(level + 128, 0, 255));
            for (int y = 0; y < 8; y++) flat.StoreUnsafe(ref Unsafe.Add(ref to, y * stride));
            return;
        }

        Vector128<short> v0 = Vector128.LoadUnsafe(ref c) * Vector128.LoadUnsafe(ref s);
        Vector128<short> v1 = Vector128.LoadUnsafe(ref c, 8) * Vector128.LoadUnsafe(ref s, 8);
        Vector128<short> v2 = Vector128.LoadUnsafe(ref c, 16) * Vector128.LoadUnsafe(ref s, 16);
        Vector128<short> v3 = Vector128.LoadUnsafe(ref c, 24) * Vector128.LoadUnsafe(ref s, 24);
        Vector128<short> v4 = Vector128.LoadUnsafe(ref c, 32) * Vector128.LoadUnsafe(ref s, 32);
        Vector128<short> v5 = Vector128.LoadUnsafe(ref c, 40) * Vector128.LoadUnsafe(ref s, 40);
        Vector128<short> v6 = Vector128.LoadUnsafe(ref c, 48) * Vector128.LoadUnsafe(ref s, 48);
        Vector128<short> v7 = Vector128.LoadUnsafe(ref c, 56) * Vector128.LoadUnsafe(ref s, 56);

        Pass(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7, ConstantBits - KeptBits);
        Transpose(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        Pass(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7, ConstantBits + KeptBits + 3);

        // Lanes are rows now: narrowed, then three interleavings bring eight columns side by side.
        Vector128<sbyte> p01 = Vector128.NarrowWithSaturation(v0, v1), p45 = Vector128.NarrowWithSaturation(v4, v5);
        Vector128<sbyte> p23 = Vector128.NarrowWithSaturation(v2, v3), p67 = Vector128.NarrowWithSaturation(v6, v7);
        Vector128<sbyte> a0 = Lanes.ZipLow(p01, p45), a1 = Lanes.ZipHigh(p01, p45), a2 = Lanes.ZipLow(p23, p67), a3 = Lanes.ZipHigh(p23, p67);
        Vector128<sbyte> b0 = Lanes.ZipLow(a0, a2), b1 = Lanes.ZipHigh(a0, a2), b2 = Lanes.ZipLow(a1, a3), b3 = Lanes.ZipHigh(a1, a3);
        Rows(Lanes.ZipLow(b0, b2), ref to, stride);
        Rows(Lanes.ZipHigh(b0, b2), ref Unsafe.Add(ref to, 2 * stride), stride);
        Rows(Lanes.ZipLow(b1, b3), ref Unsafe.Add(ref to, 4 * stride), stride);
        Rows(Lanes.ZipHigh(b1, b3), ref Unsafe.Add(ref to, 6 * stride), stride);
    }

    // Samples are levels around 128, which turning the sign bit adds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Rows(Vector128<sbyte> two, ref byte to, int stride)
    {
        Vector128<byte> levels = two.AsByte() ^ Vector128.Create((byte)0x80);
        levels.GetLower().StoreUnsafe(ref to);
        levels.GetUpper().StoreUnsafe(ref Unsafe.Add(ref to, stride));
    }

    // One transform of eight values in every lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pass(
        ref Vector128<short> v0, ref Vector128<short> v1, ref Vector128<short> v2, ref Vector128<short> v3,
        ref Vector128<short> v4, ref Vector128<short> v5, ref Vector128<short> v6, ref Vector128<short> v7, int shift)
    {
        Half(Lanes.ZipLow(v0, v4), Lanes.ZipLow(v2, v6), Lanes.ZipLow(v1, v3), Lanes.ZipLow(v5, v7), shift,
            out Vector128<int> l0, out Vector128<int> l1, out Vector128<int> l2, out Vector128<int> l3, out Vector128<int> l4, out Vector128<int> l5, out Vector128<int> l6, out Vector128<int> l7);
        Half(Lanes.ZipHigh(v0, v4), Lanes.ZipHigh(v2, v6), Lanes.ZipHigh(v1, v3), Lanes.ZipHigh(v5, v7), shift,
            out Vector128<int> h0, out Vector128<int> h1, out Vector128<int> h2, out Vector128<int> h3, out Vector128<int> h4, out Vector128<int> h5, out Vector128<int> h6, out Vector128<int> h7);
        v0 = Vector128.NarrowWithSaturation(l0, h0);
        v1 = Vector128.NarrowWithSaturation(l1, h1);
        v2 = Vector128.NarrowWithSaturation(l2, h2);
        v3 = Vector128.NarrowWithSaturation(l3, h3);
        v4 = Vector128.NarrowWithSaturation(l4, h4);
        v5 = Vector128.NarrowWithSaturation(l5, h5);
        v6 = Vector128.NarrowWithSaturation(l6, h6);
        v7 = Vector128.NarrowWithSaturation(l7, h7);
    }

    // Four lanes. The even part rotates (2, 6) and adds (0, 4); the odd part is a 4 × 4 matrix of sums of Loeffler's constants × 2^13.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Half(
        Vector128<short> v04, Vector128<short> v26, Vector128<short> v13, Vector128<short> v57, int shift,
        out Vector128<int> o0, out Vector128<int> o1, out Vector128<int> o2, out Vector128<int> o3, out Vector128<int> o4, out Vector128<int> o5, out Vector128<int> o6, out Vector128<int> o7)
    {
        Vector128<int> round = Vector128.Create(1 << (shift - 1));
        Vector128<int> sum = Lanes.PairProduct(v04, 8192, 8192) + round, difference = Lanes.PairProduct(v04, 8192, -8192) + round;
        Vector128<int> turned3 = Lanes.PairProduct(v26, 4433 + 6270, 4433), turned2 = Lanes.PairProduct(v26, 4433, 4433 - 15137);
        Vector128<int> e0 = sum + turned3, e3 = sum - turned3, e1 = difference + turned2, e2 = difference - turned2;

        Vector128<int> d0 = Lanes.PairProduct(v13, 11363, 9633) + Lanes.PairProduct(v57, 6437, 2260);
        Vector128<int> d1 = Lanes.PairProduct(v13, 9633, -2259) + Lanes.PairProduct(v57, -11362, -6436);
        Vector128<int> d2 = Lanes.PairProduct(v13, 6437, -11362) + Lanes.PairProduct(v57, 2261, 9633);
        Vector128<int> d3 = Lanes.PairProduct(v13, 2260, -6436) + Lanes.PairProduct(v57, 9633, -11363);

        o0 = (e0 + d0) >> shift;
        o7 = (e0 - d0) >> shift;
        o1 = (e1 + d1) >> shift;
        o6 = (e1 - d1) >> shift;
        o2 = (e2 + d2) >> shift;
        o5 = (e2 - d2) >> shift;
        o3 = (e3 + d3) >> shift;
        o4 = (e3 - d3) >> shift;
    }

    // An interleaving of vector i with vector i + 4 rotates the six bits of (vector, lane) by one; three rotations exchange rows and columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose(
        ref Vector128<short> v0, ref Vector128<short> v1, ref Vector128<short> v2, ref Vector128<short> v3,
        ref Vector128<short> v4, ref Vector128<short> v5, ref Vector128<short> v6, ref Vector128<short> v7)
    {
        Vector128<short> a0 = Lanes.ZipLow(v0, v4), a1 = Lanes.ZipHigh(v0, v4), a2 = Lanes.ZipLow(v1, v5), a3 = Lanes.ZipHigh(v1, v5);
        Vector128<short> a4 = Lanes.ZipLow(v2, v6), a5 = Lanes.ZipHigh(v2, v6), a6 = Lanes.ZipLow(v3, v7), a7 = Lanes.ZipHigh(v3, v7);
        Vector128<short> b0 = Lanes.ZipLow(a0, a4), b1 = Lanes.ZipHigh(a0, a4), b2 = Lanes.ZipLow(a1, a5), b3 = Lanes.ZipHigh(a1, a5);
        Vector128<short> b4 = Lanes.ZipLow(a2, a6), b5 = Lanes.ZipHigh(a2, a6), b6 = Lanes.ZipLow(a3, a7), b7 = Lanes.ZipHigh(a3, a7);
        (v0, v1, v2, v3) = (Lanes.ZipLow(b0, b4), Lanes.ZipHigh(b0, b4), Lanes.ZipLow(b1, b5), Lanes.ZipHigh(b1, b5));
        (v4, v5, v6, v7) = (Lanes.ZipLow(b2, b6), Lanes.ZipHigh(b2, b6), Lanes.ZipLow(b3, b7), Lanes.ZipHigh(b3, b7));
    }
}
