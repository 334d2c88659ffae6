namespace Hebb.Images;

/// <summary>Unpacks the runs of a compressed BMP file into numbers of palette colours.</summary>
/// <remarks>Source: Microsoft, Bitmap Compression.</remarks>
static class BmpRuns
{
    /// <summary>Unpacks an image; pixels that are jumped over keep the number 0. Runs that leave the image are cut.</summary>
    /// <param name="header">The headers.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name.</param>
    /// <returns>A number for each pixel, row by row in the file's order.</returns>
    public static byte[] Unpack(BmpHeader header, ReadOnlySpan<byte> bytes, string source)
    {
        var numbers = new byte[header.Width * header.Height];
        var file = new FileBytes(bytes, source) { Position = header.PixelsAt };
        bool isNibbles = header.Compression == BmpHeader.Runs4;
        int x = 0, y = 0;
        while (y < header.Height)
        {
            if (file.Left < 2 && y == header.Height - 1 && x >= header.Width) break; // only the end mark is missing
            int count = file.Byte("a run"), value = file.Byte("a run");
            if (count > 0)
            {
                for (int i = 0; i < count && x < header.Width; i++, x++) numbers[(y * header.Width) + x] = Number(value, i, isNibbles);
                continue;
            }

            if (value == 1) break;
            if (value == 0) (x, y) = (0, y + 1);
            else if (value == 2) (x, y) = (Math.Min(header.Width, x + file.Byte("a jump")), y + file.Byte("a jump"));
            else
            {
                int length = isNibbles ? (value + 1) / 2 : value;
                ReadOnlySpan<byte> literal = file.Take(length + (length & 1), "plain numbers");
                for (int i = 0; i < value && x < header.Width; i++, x++) numbers[(y * header.Width) + x] = Number(literal[isNibbles ? i / 2 : i], i, isNibbles);
            }
        }

        return numbers;
    }

    static byte Number(int value, int i, bool isNibbles) => (byte)(!isNibbles ? value : (i & 1) == 0 ? value >> 4 : value & 15);
}
