using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hebb;

/// <summary>
/// Philox4x32-10: ten rounds that turn a 128-bit counter and a 64-bit key into four 32-bit random words. There is no state to advance: block
/// number n of a stream costs the same whether or not the blocks before it were computed, which is what makes streams splittable.
/// </summary>
/// <remarks>
/// J. Salmon, M. Moraes, R. Dror, D. Shaw: Parallel random numbers: as easy as 1, 2, 3 (SC 2011). The counter's low half is the block
/// number, its high half the stream; the key is the seed.
/// </remarks>
static class Philox
{
    /// <summary>Words in a block.</summary>
    public const int WordsPerBlock = 4;

    const int Rounds = 10;
    const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85; // fractions of the golden ratio and of √3

    /// <summary>The four words of one block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(ulong key, ulong block, ulong stream, out uint w0, out uint w1, out uint w2, out uint w3)
    {
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        uint c0 = (uint)block, c1 = (uint)(block >> 32), c2 = (uint)stream, c3 = (uint)(stream >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * c0, p1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(p1 >> 32) ^ c1 ^ k0;
            c2 = (uint)(p0 >> 32) ^ c3 ^ k1;
            c1 = (uint)p1;
            c3 = (uint)p0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        (w0, w1, w2, w3) = (c0, c1, c2, c3);
    }

    /// <summary>Writes whole consecutive blocks, in word order, with the widest form this processor has.</summary>
    /// <param name="words">Room for the words; its length is a multiple of four.</param>
    /// <param name="key">The seed.</param>
    /// <param name="block">The number of the first block.</param>
    /// <param name="stream">The stream.</param>
    public static void Fill(Span<uint> words, ulong key, ulong block, ulong stream)
    {
        int done = 0;
        if (Avx2.IsSupported)
            done = FillFour(words, key, block, stream);
        else if (Sse2.IsSupported || AdvSimd.IsSupported)
            done = FillTwo(words, key, block, stream);
        FillOne(words[(done * WordsPerBlock)..], key, block + (ulong)done, stream);
    }

    /// <summary>The scalar form: the remainder of the wide ones and, in the tests, their twin.</summary>
    internal static void FillOne(Span<uint> words, ulong key, ulong block, ulong stream)
    {
        for (; words.Length >= WordsPerBlock; words = words[WordsPerBlock..], block++)
            Block(key, block, stream, out words[0], out words[1], out words[2], out words[3]);
    }

    // Lanes: four blocks, one 32-bit word of each in the low half of a 64-bit lane. The multiplier reads low halves only, so whatever the
    // shifts and exclusive-ors leave in the high halves is never cleaned up until the end. Remainder: returned to the caller, who gives it to
    // FillOne; that is also its twin in the tests. Returns the number of blocks written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int FillFour(Span<uint> words, ulong key, ulong block, ulong stream)
    {
        int blocks = words.Length / WordsPerBlock / 4 * 4;
        Vector256<uint> m0 = Vector256.Create((ulong)Multiplier0).AsUInt32(), m1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        Vector256<ulong> weyl0 = Vector256.Create((ulong)Weyl0), weyl1 = Vector256.Create((ulong)Weyl1);
        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        ref ulong to = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetReference(words));
        for (int b = 0; b < blocks; b += 4)
        {
            Vector256<ulong> c0 = Vector256.Create(block + (ulong)b) + Vector256.Create(0UL, 1, 2, 3), c1 = c0 >>> 32;
            Vector256<ulong> c2 = Vector256.Create(stream), c3 = c2 >>> 32;
            Vector256<ulong> k0 = Vector256.Create(key), k1 = k0 >>> 32;
            for (int round = 0; round < Rounds; round++)
            {
                Vector256<ulong> p0 = Avx2.Multiply(c0.AsUInt32(), m0), p1 = Avx2.Multiply(c2.AsUInt32(), m1);
                c0 = (p1 >>> 32) ^ c1 ^ k0;
                c2 = (p0 >>> 32) ^ c3 ^ k1;
                c1 = p1;
                c3 = p0;
                k0 += weyl0;
                k1 += weyl1;
            }

            Vector256<ulong> first = (c0 & low) | (c1 << 32), second = (c2 & low) | (c3 << 32);
            Vector256<ulong> even = Avx2.UnpackLow(first, second), odd = Avx2.UnpackHigh(first, second);
            Avx2.Permute2x128(even, odd, 0x20).StoreUnsafe(ref to, (nuint)(b * 2));
            Avx2.Permute2x128(even, odd, 0x31).StoreUnsafe(ref to, (nuint)((b * 2) + 4));
        }

        return blocks;
    }

    // Lanes: two blocks, as in FillFour; needs SSE2 or ARM's AdvSimd. Remainder and twin: FillOne.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int FillTwo(Span<uint> words, ulong key, ulong block, ulong stream)
    {
        int blocks = words.Length / WordsPerBlock / 2 * 2;
        Vector128<ulong> low = Vector128.Create((ulong)uint.MaxValue);
        ref ulong to = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetReference(words));
        for (int b = 0; b < blocks; b += 2)
        {
            Vector128<ulong> c0 = Vector128.Create(block + (ulong)b) + Vector128.Create(0UL, 1), c1 = c0 >>> 32;
            Vector128<ulong> c2 = Vector128.Create(stream), c3 = c2 >>> 32;
            Vector128<ulong> k0 = Vector128.Create(key), k1 = k0 >>> 32;
            for (int round = 0; round < Rounds; round++)
            {
                Vector128<ulong> p0 = MultiplyLow(c0, Multiplier0), p1 = MultiplyLow(c2, Multiplier1);
                c0 = (p1 >>> 32) ^ c1 ^ k0;
                c2 = (p0 >>> 32) ^ c3 ^ k1;
                c1 = p1;
                c3 = p0;
                k0 += Vector128.Create((ulong)Weyl0);
                k1 += Vector128.Create((ulong)Weyl1);
            }

            Vector128<ulong> first = (c0 & low) | (c1 << 32), second = (c2 & low) | (c3 << 32);
            Vector128.Create(first.GetLower(), second.GetLower()).StoreUnsafe(ref to, (nuint)(b * 2));
            Vector128.Create(first.GetUpper(), second.GetUpper()).StoreUnsafe(ref to, (nuint)((b * 2) + 2));
        }

        return blocks;
    }

    // The 64-bit products of the low halves of each lane with one multiplier.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ulong> MultiplyLow(Vector128<ulong> x, uint multiplier)
    {
        if (Sse2.IsSupported)
            return Sse2.Multiply(x.AsUInt32(), Vector128.Create((ulong)multiplier).AsUInt32());
        return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(x), Vector64.Create(multiplier));
    }
}
