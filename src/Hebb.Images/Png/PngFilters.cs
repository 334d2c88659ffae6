using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hebb.Images;

/// <summary>Undoes the filters of rows.</summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C, section 9.</remarks>
static class PngFilters
{
    /// <summary>Undoes a row's filter.</summary>
    /// <param name="filter">0 none, 1 left, 2 above, 3 mean of both, 4 Paeth.</param>
    /// <param name="from">The filtered bytes.</param>
    /// <param name="above">The row above, unfiltered; zeros for the first.</param>
    /// <param name="to">Gets the bytes.</param>
    /// <param name="step">From a byte to its left neighbour of the same channel.</param>
    /// <returns>Whether there is such a filter.</returns>
    public static bool Undo(byte filter, ReadOnlySpan<byte> from, ReadOnlySpan<byte> above, Span<byte> to, int step)
    {
        switch (filter)
        {
            case 0: from.CopyTo(to); return true;
            case 1: Left(from, to, step); return true;
            case 2: Above(from, above, to); return true;
            case 3: Mean(from, above, to, step); return true;
            case 4: Paeth(from, above, to, step); return true;
            default: return false;
        }
    }

    // As many lanes as the machine has; the rest one by one.
    static void Above(ReadOnlySpan<byte> from, ReadOnlySpan<byte> above, Span<byte> to)
    {
        int i = 0;
        for (; i + Vector<byte>.Count <= to.Length; i += Vector<byte>.Count) (new Vector<byte>(from[i..]) + new Vector<byte>(above[i..])).CopyTo(to[i..]);
        for (; i < to.Length; i++) to[i] = (byte)(from[i] + above[i]);
    }

    static void Left(ReadOnlySpan<byte> from, Span<byte> to, int step)
    {
        if (step == 3)
        {
            byte r = 0, g = 0, b = 0;
            for (int i = 0; i + 2 < to.Length && i + 2 < from.Length; i += 3)
            {
                to[i] = r += from[i];
                to[i + 1] = g += from[i + 1];
                to[i + 2] = b += from[i + 2];
            }
        }
        else if (step == 4)
        {
            // Four bytes added as one number: the top bits apart, so that no carry crosses.
            ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(from);
            Span<uint> sums = MemoryMarshal.Cast<byte, uint>(to);
            uint left = 0;
            for (int i = 0; i < sums.Length; i++)
            {
                uint pixel = pixels[i];
                left = ((left & 0x7F7F7F7F) + (pixel & 0x7F7F7F7F)) ^ ((left ^ pixel) & 0x80808080);
                sums[i] = left;
            }
        }
        else if (step == 1)
        {
            byte left = 0;
            for (int i = 0; i < to.Length && i < from.Length; i++) to[i] = left += from[i];
        }
        else
        {
            from[..Math.Min(step, from.Length)].CopyTo(to);
            for (int i = step; i < to.Length; i++) to[i] = (byte)(from[i] + to[i - step]);
        }
    }

    static void Mean(ReadOnlySpan<byte> from, ReadOnlySpan<byte> above, Span<byte> to, int step)
    {
        above = above[..to.Length];
        from = from[..to.Length];
        if (step == 3)
        {
            int r = 0, g = 0, b = 0;
            for (int i = 0; i + 2 < to.Length; i += 3)
            {
                to[i] = (byte)(r = (byte)(from[i] + ((r + above[i]) >> 1)));
                to[i + 1] = (byte)(g = (byte)(from[i + 1] + ((g + above[i + 1]) >> 1)));
                to[i + 2] = (byte)(b = (byte)(from[i + 2] + ((b + above[i + 2]) >> 1)));
            }

            return;
        }

        if (step == 1)
        {
            int left = 0;
            for (int i = 0; i < to.Length; i++) to[i] = (byte)(left = (byte)(from[i] + ((left + above[i]) >> 1)));
            return;
        }

        for (int i = 0; i < Math.Min(step, to.Length); i++) to[i] = (byte)(from[i] + (above[i] >> 1));
        for (int i = step; i < to.Length; i++) to[i] = (byte)(from[i] + ((above[i] + to[i - step]) >> 1));
    }

    static void Paeth(ReadOnlySpan<byte> from, ReadOnlySpan<byte> above, Span<byte> to, int step)
    {
        if (step == 1)
        {
            PaethBytes(from, above, to);
            return;
        }

        int start = 0;
        if (step is 3 or 4 && Vector128.IsHardwareAccelerated) start = PaethPixels(from, above, to, step);
        for (int i = start; i < to.Length; i++)
        {
            int left = i < step ? 0 : to[i - step], up = above[i], corner = i < step ? 0 : above[i - step];
            int toLeft = Math.Abs(up - corner), toUp = Math.Abs(left - corner), toCorner = Math.Abs(left + up - (2 * corner));
            int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            to[i] = (byte)(from[i] + nearest);
        }
    }

    // Left and corner stay in registers, which halves the time that one byte waits for the one before.
    static void PaethBytes(ReadOnlySpan<byte> from, ReadOnlySpan<byte> above, Span<byte> to)
    {
        above = above[..to.Length];
        from = from[..to.Length];
        int left = 0, corner = 0;
        for (int i = 0; i < to.Length; i++)
        {
            int up = above[i], upStep = up - corner, leftStep = left - corner;
            int toLeft = Math.Abs(upStep), toUp = Math.Abs(leftStep), toCorner = Math.Abs(upStep + leftStep);
            int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            left = (byte)(from[i] + nearest);
            corner = up;
            to[i] = (byte)left;
        }
    }

    // A pixel at once, its channels in lanes of 16 bits. Four bytes are read and written for each, so the last pixel of three is left to the loop above, which
    // also mends the byte that was written too much.
    static int PaethPixels(ReadOnlySpan<byte> from, ReadOnlySpan<byte> above, Span<byte> to, int step)
    {
        int length = Math.Min(to.Length, Math.Min(from.Length, above.Length)), i = 0;
        ref byte source = ref MemoryMarshal.GetReference(from);
        ref byte over = ref MemoryMarshal.GetReference(above);
        ref byte target = ref MemoryMarshal.GetReference(to);
        Vector128<short> left = default, corner = default;
        for (; i + 4 <= length; i += step)
        {
            Vector128<short> up = Four(ref Unsafe.Add(ref over, i));
            Vector128<short> upStep = up - corner, leftStep = left - corner;
            Vector128<short> toLeft = Vector128.Abs(upStep), toUp = Vector128.Abs(leftStep), toCorner = Vector128.Abs(upStep + leftStep);
            Vector128<short> least = Vector128.Min(Vector128.Min(toLeft, toUp), toCorner);
            Vector128<short> nearest = Vector128.ConditionalSelect(Vector128.Equals(least, toLeft), left, Vector128.ConditionalSelect(Vector128.Equals(least, toUp), up, corner));
            left = (Four(ref Unsafe.Add(ref source, i)) + nearest) & Vector128.Create((short)0xFF);
            corner = up;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, i), Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt32().ToScalar());
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<short> Four(ref byte bytes) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref bytes)).AsByte()).AsInt16();
}
