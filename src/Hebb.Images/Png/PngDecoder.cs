using Hebb.Formats;

namespace Hebb.Images;

/// <summary>Unfilters the rows of a PNG file, pass by pass, and hands them to what makes pixels of them.</summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C, sections 7 to 9.</remarks>
static class PngDecoder
{
    // Adam7: where the first pixel of each pass lies, and the steps to the next.
    static ReadOnlySpan<byte> FirstX => [0, 4, 0, 2, 0, 1, 0];

    static ReadOnlySpan<byte> FirstY => [0, 0, 4, 0, 2, 0, 1];

    static ReadOnlySpan<byte> StepX => [8, 8, 4, 4, 2, 2, 1];

    static ReadOnlySpan<byte> StepY => [8, 8, 8, 4, 4, 2, 2];

    /// <summary>Gets an unfiltered row.</summary>
    /// <param name="row">Packed samples.</param>
    /// <param name="count">Pixels in it.</param>
    /// <param name="y">The image's row.</param>
    /// <param name="x">The column of the first pixel.</param>
    /// <param name="step">Columns from one pixel to the next.</param>
    public delegate void RowReceiver(ReadOnlySpan<byte> row, int count, int y, int x, int step);

    /// <summary>Decodes an image whose rows lie in the file as they lie in memory.</summary>
    public static void Copy(ReadOnlyMemory<byte> bytes, PngFile file, string source, Span<byte> pixels)
    {
        PngHeader header = file.Header;
        int length = (int)header.RowBytes(header.Width);
        using var rows = new PngRows(bytes, file, source);
        ReadOnlySpan<byte> above = new byte[length];
        long still = (length + 1L) * header.Height;
        for (int y = 0; y < header.Height; y++, still -= length + 1)
        {
            ReadOnlySpan<byte> row = rows.Take(length + 1, still);
            Span<byte> to = pixels.Slice(y * length, length);
            if (!PngFilters.Undo(row[0], row[1..], above, to, header.FilterStep)) throw WrongFilter(file, source, row[0], y);
            above = to;
        }

        rows.Finish();
    }

    /// <summary>Decodes any image row by row.</summary>
    public static void Decode(ReadOnlyMemory<byte> bytes, PngFile file, string source, RowReceiver receive)
    {
        PngHeader header = file.Header;
        int longest = (int)header.RowBytes(header.Width);
        byte[] above = new byte[longest], current = new byte[longest];
        using var rows = new PngRows(bytes, file, source);
        long still = Length(header);
        int passes = header.IsInterlaced ? 7 : 1;
        for (int pass = 0; pass < passes; pass++)
        {
            (int x, int y, int stepX, int stepY) = header.IsInterlaced ? (FirstX[pass], FirstY[pass], StepX[pass], StepY[pass]) : (0, 0, 1, 1);
            int width = Share(header.Width, x, stepX), length = (int)header.RowBytes(width);
            if (width == 0) continue;
            Array.Clear(above);
            for (; y < header.Height; y += stepY)
            {
                ReadOnlySpan<byte> row = rows.Take(length + 1, still);
                still -= length + 1;
                if (!PngFilters.Undo(row[0], row[1..], above.AsSpan(0, length), current.AsSpan(0, length), header.FilterStep)) throw WrongFilter(file, source, row[0], y);
                receive(current.AsSpan(0, length), width, y, x, stepX);
                (above, current) = (current, above);
            }
        }

        rows.Finish();
    }

    /// <summary>The bytes that the file inflates to.</summary>
    public static long Length(PngHeader header)
    {
        if (!header.IsInterlaced) return (header.RowBytes(header.Width) + 1) * header.Height;
        long sum = 0;
        for (int pass = 0; pass < 7; pass++)
        {
            int width = Share(header.Width, FirstX[pass], StepX[pass]), height = Share(header.Height, FirstY[pass], StepY[pass]);
            if (width > 0) sum += (header.RowBytes(width) + 1) * height;
        }

        return sum;
    }

    static int Share(int length, int first, int step) => length <= first ? 0 : ((length - first - 1) / step) + 1;

    static FormatErrorException WrongFilter(PngFile file, string source, byte filter, int y) =>
        new(source, file.Data[0].Start.Value, $"row {y} of the inflated pixels has the filter {filter}; there are 0 to 4", "The file is damaged.");
}
