using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hebb.Images;

/// <summary>
/// Brings the rows of a component to the image's width. Halved components are spread by triangles, 3/4 of the nearer sample and 1/4 of the farther, as the
/// reference decoders do; all other factors repeat samples.
/// </summary>
sealed class JpegUpsampling
{
    readonly JpegComponent component;
    readonly JpegFrame frame;
    readonly bool doublesAcross, doublesDown;
    readonly byte[] row;

    // Sums of two rows, or one row, with the first and the last repeated beyond the ends.
    readonly ushort[] sums;

    public JpegUpsampling(JpegComponent component, JpegFrame frame)
    {
        this.component = component;
        this.frame = frame;
        bool halfAcross = component.HorizontalSampling * 2 == frame.MaxHorizontalSampling, halfDown = component.VerticalSampling * 2 == frame.MaxVerticalSampling;
        bool wholeAcross = component.HorizontalSampling == frame.MaxHorizontalSampling, wholeDown = component.VerticalSampling == frame.MaxVerticalSampling;

        // Two samples are too few for the reference decoders' triangles across; then they repeat.
        doublesAcross = halfAcross && (wholeDown || halfDown) && component.Width > 2;
        doublesDown = halfDown && (doublesAcross || wholeAcross);
        row = wholeAcross && wholeDown ? [] : new byte[(component.Width * 2) + 32 + frame.Width];
        sums = new ushort[component.Width + 32];
    }

    /// <summary>A row of the image; good until the next is asked for.</summary>
    public ReadOnlySpan<byte> Row(int y)
    {
        int center = y * component.VerticalSampling / frame.MaxVerticalSampling;
        ReadOnlySpan<byte> near = Source(center);
        if (row.Length == 0) return near;
        if (!doublesAcross && !doublesDown) return Repeat(near);

        // The upper of two rows leans on the row above, the lower one on the row below.
        bool isUpper = (y & 1) == 0;
        if (doublesDown) return doublesAcross ? Both(near, Source(isUpper ? center - 1 : center + 1)) : Between(near, Source(isUpper ? center - 1 : center + 1), isUpper ? 1 : 2);
        Span<ushort> to = sums.AsSpan(1, near.Length);
        for (int x = 0; x < to.Length; x++) to[x] = near[x];
        return Spread(2, 1, 2);
    }

    ReadOnlySpan<byte> Source(int y) => component.Samples.AsSpan(Math.Clamp(y, 0, component.Height - 1) * component.Stride, component.Width);

    Span<byte> Repeat(ReadOnlySpan<byte> near)
    {
        Span<byte> to = row.AsSpan(0, frame.Width);
        if (component.HorizontalSampling * 2 == frame.MaxHorizontalSampling)
        {
            for (int x = 0; x < to.Length; x++) to[x] = near[x >> 1];
        }
        else
        {
            for (int x = 0; x < to.Length; x++) to[x] = near[x * component.HorizontalSampling / frame.MaxHorizontalSampling];
        }

        return to;
    }

    Span<byte> Between(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias)
    {
        Span<byte> to = row.AsSpan(0, near.Length);
        ref byte n = ref MemoryMarshal.GetReference(near);
        ref byte f = ref MemoryMarshal.GetReference(far);
        ref byte t = ref MemoryMarshal.GetReference(to);
        int x = 0;
        Vector128<ushort> add = Vector128.Create((ushort)bias);

        // Sixteen samples as two times eight lanes of 16 bits; what is left goes one by one.
        for (; x + 16 <= near.Length; x += 16)
        {
            (Vector128<ushort> a0, Vector128<ushort> a1) = Vector128.Widen(Vector128.LoadUnsafe(ref n, (nuint)x));
            (Vector128<ushort> b0, Vector128<ushort> b1) = Vector128.Widen(Vector128.LoadUnsafe(ref f, (nuint)x));
            Vector128.Narrow((a0 + a0 + a0 + b0 + add) >> 2, (a1 + a1 + a1 + b1 + add) >> 2).StoreUnsafe(ref t, (nuint)x);
        }

        for (; x < to.Length; x++) to[x] = (byte)(((3 * near[x]) + far[x] + bias) >> 2);
        return to;
    }

    Span<byte> Both(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        ref byte n = ref MemoryMarshal.GetReference(near);
        ref byte f = ref MemoryMarshal.GetReference(far);
        ref ushort to = ref sums[1];
        int x = 0;

        // Eight lanes of 16 bits; what is left goes one by one.
        for (; x + 8 <= near.Length; x += 8)
        {
            Vector128<ushort> a = Vector128.WidenLower(Vector64.LoadUnsafe(ref n, (nuint)x).ToVector128()), b = Vector128.WidenLower(Vector64.LoadUnsafe(ref f, (nuint)x).ToVector128());
            (a + a + a + b).StoreUnsafe(ref to, (nuint)x);
        }

        for (; x < near.Length; x++) sums[x + 1] = (ushort)((3 * near[x]) + far[x]);
        return Spread(4, 8, 7);
    }

    // Every sum makes two samples: 3/4 of it with 1/4 of its left, and with 1/4 of its right neighbour. As 16-bit lanes hold the left in the lower byte and the
    // right in the upper, a store interleaves them.
    Span<byte> Spread(int shift, ushort leftBias, ushort rightBias)
    {
        int width = component.Width;
        sums[0] = sums[1];
        sums[width + 1] = sums[width];
        ref ushort from = ref sums[0];
        ref byte to = ref row[0];
        Vector128<ushort> left = Vector128.Create(leftBias), right = Vector128.Create(rightBias);
        for (int x = 0; x < width; x += 8)
        {
            Vector128<ushort> one = Vector128.LoadUnsafe(ref from, (nuint)x + 1), three = one + one + one;
            Vector128<ushort> a = (three + Vector128.LoadUnsafe(ref from, (nuint)x) + left) >> shift, b = (three + Vector128.LoadUnsafe(ref from, (nuint)x + 2) + right) >> shift;
            (a | (b << 8)).AsByte().StoreUnsafe(ref to, (nuint)(2 * x));
        }

        return row.AsSpan(0, frame.Width);
    }
}
