using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Copies the rows of a plane through windows, as they are or from bytes to floats.</summary>
static class GeometricKernel
{
    public static void Copy<T>(ReadOnlySpan<T> from, Span<T> to, ImageSize size, ImageSize after, GeometricMap map, T fill)
    {
        (AxisMap rows, AxisMap columns) = (map.Rows, map.Columns);
        if (rows.IsWhole(after.Height, size.Height) && columns.IsWhole(after.Width, size.Width))
        {
            from.CopyTo(to);
            return;
        }

        int length = columns.End - columns.First, left = Left(columns);
        for (int y = 0; y < after.Height; y++)
        {
            Span<T> row = to.Slice(y * after.Width, after.Width);
            if (y < rows.First || y >= rows.End)
            {
                row.Fill(fill);
                continue;
            }

            Span<T> inside = row.Slice(columns.First, length);
            from.Slice(((rows.Start + (rows.Step * y)) * size.Width) + left, length).CopyTo(inside);
            if (columns.Step < 0) inside.Reverse();
            row[..columns.First].Fill(fill);
            row[columns.End..].Fill(fill);
        }
    }

    public static void Convert(ReadOnlySpan<byte> from, Span<float> to, ImageSize size, ImageSize after, GeometricMap map, float fill)
    {
        (AxisMap rows, AxisMap columns) = (map.Rows, map.Columns);
        if (rows.IsWhole(after.Height, size.Height) && columns.IsWhole(after.Width, size.Width))
        {
            Convert(from, to);
            return;
        }

        int length = columns.End - columns.First, left = Left(columns);
        for (int y = 0; y < after.Height; y++)
        {
            Span<float> row = to.Slice(y * after.Width, after.Width);
            if (y < rows.First || y >= rows.End)
            {
                row.Fill(fill);
                continue;
            }

            Span<float> inside = row.Slice(columns.First, length);
            Convert(from.Slice(((rows.Start + (rows.Step * y)) * size.Width) + left, length), inside);
            if (columns.Step < 0) inside.Reverse();
            row[..columns.First].Fill(fill);
            row[columns.End..].Fill(fill);
        }
    }

    // y = x/255. Lanes: 16 bytes, four vectors of 4 floats. Remainder: the same division, one by one; that is also its twin in the tests.
    public static void Convert(ReadOnlySpan<byte> from, Span<float> to)
    {
        ref byte x = ref MemoryMarshal.GetReference(from);
        ref float y = ref MemoryMarshal.GetReference(to);
        Vector128<float> max = Vector128.Create(255f);
        int i = 0;
        for (; i <= from.Length - 16; i += 16)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref x, (nuint)i));
            (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
            (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
            (Vector128.ConvertToSingle(a.AsInt32()) / max).StoreUnsafe(ref y, (nuint)i);
            (Vector128.ConvertToSingle(b.AsInt32()) / max).StoreUnsafe(ref y, (nuint)i + 4);
            (Vector128.ConvertToSingle(c.AsInt32()) / max).StoreUnsafe(ref y, (nuint)i + 8);
            (Vector128.ConvertToSingle(d.AsInt32()) / max).StoreUnsafe(ref y, (nuint)i + 12);
        }

        for (; i < from.Length; i++) to[i] = from[i] / 255f;
    }

    // The leftmost source column that is copied.
    static int Left(AxisMap columns)
    {
        if (columns.End == columns.First) return 0;
        return columns.Step > 0 ? columns.Start + columns.First : columns.Start - columns.End + 1;
    }
}
