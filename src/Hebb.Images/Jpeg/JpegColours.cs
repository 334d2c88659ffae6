using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hebb.Images;

/// <summary>
/// Luminance and chrominance (YCbCr) into red, green and blue, in 16-bit fixed point:
/// R = Y + 1.402 Cr, G = Y − 0.344136 Cb − 0.714136 Cr, B = Y + 1.772 Cb.
/// </summary>
/// <remarks>Source: ITU-T T.871 (JFIF), section 7.</remarks>
static class JpegColours
{
    const int Step = 16;

    /// <summary>Converts a row.</summary>
    /// <param name="y">Luminance.</param>
    /// <param name="cb">The blue chrominance, 128 is none.</param>
    /// <param name="cr">The red chrominance, 128 is none.</param>
    /// <param name="rgb">3 bytes for each pixel; its length says how many there are.</param>
    public static void ToRgb(ReadOnlySpan<byte> y, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        int width = rgb.Length / 3;
        ref byte luma = ref MemoryMarshal.GetReference(y[..width]);
        ref byte blue = ref MemoryMarshal.GetReference(cb[..width]);
        ref byte red = ref MemoryMarshal.GetReference(cr[..width]);
        ref byte to = ref MemoryMarshal.GetReference(rgb);
        if (width < Step)
        {
            for (int x = 0; x < width; x++) Pixel(y[x], cb[x] - 128, cr[x] - 128, rgb.Slice(3 * x, 3));
            return;
        }

        // Sixteen pixels at once; the last sixteen may overlap those before.
        for (int x = 0; ; x = Math.Min(x + Step, width - Step))
        {
            Sixteen(Vector128.LoadUnsafe(ref luma, (nuint)x), Vector128.LoadUnsafe(ref blue, (nuint)x), Vector128.LoadUnsafe(ref red, (nuint)x), ref Unsafe.Add(ref to, 3 * x));
            if (x == width - Step) break;
        }
    }

    // The scalar twin.
    static void Pixel(int y, int cb, int cr, Span<byte> rgb)
    {
        rgb[0] = (byte)Math.Clamp(y + (((91881 * cr) + 32768) >> 16), 0, 255);
        rgb[1] = (byte)Math.Clamp(y + (((-22554 * cb) - (46802 * cr) + 32768) >> 16), 0, 255);
        rgb[2] = (byte)Math.Clamp(y + (((116130 * cb) + 32768) >> 16), 0, 255);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Sixteen(Vector128<byte> y, Vector128<byte> cb, Vector128<byte> cr, ref byte to)
    {
        Vector128<byte> middle = Vector128.Create((byte)0x80);
        (Vector128<short> y0, Vector128<short> y1) = Vector128.Widen((y ^ middle).AsSByte());
        (Vector128<short> b0, Vector128<short> b1) = Vector128.Widen((cb ^ middle).AsSByte());
        (Vector128<short> r0, Vector128<short> r1) = Vector128.Widen((cr ^ middle).AsSByte());
        Eight(y0, b0, r0, out Vector128<short> red0, out Vector128<short> green0, out Vector128<short> blue0);
        Eight(y1, b1, r1, out Vector128<short> red1, out Vector128<short> green1, out Vector128<short> blue1);
        Store(
            Vector128.NarrowWithSaturation(red0, red1).AsByte() ^ middle, Vector128.NarrowWithSaturation(green0, green1).AsByte() ^ middle,
            Vector128.NarrowWithSaturation(blue0, blue1).AsByte() ^ middle, ref to);
    }

    // Levels around 0. Factors beyond 16 bits are split: 1.402 = 1 + 26345/65536, 0.714136 = 1 − 18734/65536, 1.772 = 2 − 14942/65536.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Eight(Vector128<short> y, Vector128<short> cb, Vector128<short> cr, out Vector128<short> red, out Vector128<short> green, out Vector128<short> blue)
    {
        Vector128<short> low = Lanes.ZipLow(cb, cr), high = Lanes.ZipHigh(cb, cr);
        red = y + cr + Share(low, high, 0, 26345);
        green = y - cr + Share(low, high, -22554, 18734);
        blue = y + cb + cb + Share(low, high, -14942, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<short> Share(Vector128<short> low, Vector128<short> high, short blue, short red)
    {
        Vector128<int> half = Vector128.Create(32768);
        return Vector128.Narrow((Lanes.PairProduct(low, blue, red) + half) >> 16, (Lanes.PairProduct(high, blue, red) + half) >> 16);
    }

    // Every shuffle puts one colour's sixteen bytes to their places in 16 of the 48 bytes, and zeros (255) elsewhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, ref byte to)
    {
        (Vector128.Shuffle(r, Vector128.Create(0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255, 255, (byte)5))
            | Vector128.Shuffle(g, Vector128.Create(255, 0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255, (byte)255))
            | Vector128.Shuffle(b, Vector128.Create(255, 255, 0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, (byte)255))).StoreUnsafe(ref to);
        (Vector128.Shuffle(r, Vector128.Create(255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255, 10, (byte)255))
            | Vector128.Shuffle(g, Vector128.Create(5, 255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255, (byte)10))
            | Vector128.Shuffle(b, Vector128.Create(255, 5, 255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, (byte)255))).StoreUnsafe(ref to, 16);
        (Vector128.Shuffle(r, Vector128.Create(255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15, 255, (byte)255))
            | Vector128.Shuffle(g, Vector128.Create(255, 255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15, (byte)255))
            | Vector128.Shuffle(b, Vector128.Create(10, 255, 255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, (byte)15))).StoreUnsafe(ref to, 32);
    }
}
