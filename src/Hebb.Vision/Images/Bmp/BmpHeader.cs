namespace Hebb.Vision.Images;

/// <summary>The headers of a BMP file.</summary>
/// <remarks>Source: Microsoft, Bitmap Storage (BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER to BITMAPV5HEADER).</remarks>
sealed record BmpHeader(int Width, int Height, bool IsTopDown, int Bits, int Compression, int PixelsAt, byte[] Palette, uint[] Masks)
{
    /// <summary>No compression.</summary>
    public const int Plain = 0;

    /// <summary>Runs of 8-bit numbers.</summary>
    public const int Runs8 = 1;

    /// <summary>Runs of 4-bit numbers.</summary>
    public const int Runs4 = 2;

    const int BitFields = 3, OpacityFields = 6, CoreSize = 12, InfoSize = 40;

    /// <summary>Channels of the decoded picture: opacity only where the file gives it a mask.</summary>
    public int Channels => Masks.Length == 4 && Masks[3] != 0 ? 4 : IsGrey ? 1 : 3;

    /// <summary>The bytes of a row in the file, filled to a multiple of four.</summary>
    public long RowBytes => (((long)Width * Bits) + 31) / 32 * 4;

    // A palette of equal red, green and blue.
    bool IsGrey
    {
        get
        {
            for (int i = 0; i + 2 < Palette.Length; i += 3)
            {
                if (Palette[i] != Palette[i + 1] || Palette[i] != Palette[i + 2]) return false;
            }

            return Palette.Length > 0;
        }
    }

    /// <summary>Reads the headers and the palette.</summary>
    public static BmpHeader Read(ReadOnlySpan<byte> bytes, string source)
    {
        var file = new FileBytes(bytes, source) { Position = 10 };
        uint pixelsAt = file.U32Little("the file header"), size = file.U32Little("the picture header");
        bool isCore = size == CoreSize;
        if (!isCore && size is < InfoSize or > 1024) throw file.Wrong(14, $"the picture header has 12, or 40 and more bytes; {size} came");
        int width = isCore ? file.U16Little("the width") : file.I32Little("the width"), height = isCore ? file.U16Little("the height") : file.I32Little("the height");
        bool isTopDown = height < 0;
        long rows = Math.Abs((long)height);
        if (width <= 0 || rows is 0 or > int.MaxValue) throw file.Wrong(18, $"the picture must have at least one pixel each way; {width} × {height} came");
        _ = file.U16Little("the planes");
        int bits = file.U16Little("the depth");
        int compression = isCore ? Plain : file.I32Little("the compression");
        if (!isCore) _ = file.Take(12, "the picture header");
        uint colours = isCore ? 0 : file.U32Little("the palette's length");
        if (!isCore) _ = file.Take(4, "the picture header");
        bool isPossible = compression switch
        {
            Plain => bits is 1 or 4 or 8 or 16 or 24 or 32,
            Runs8 => bits == 8 && !isTopDown,
            Runs4 => bits == 4 && !isTopDown,
            BitFields or OpacityFields => bits is 16 or 32,
            _ => false,
        };
        if (!isPossible) throw file.Wrong(28, $"BMP pictures of {bits} bits with compression {compression} are not read", "Save it as PNG with another program.");
        uint[] masks = Fields(ref file, bits, compression, size);
        file.Position = 14;
        _ = file.Take((int)size, "the picture header");
        if (compression is BitFields or OpacityFields && size == InfoSize) _ = file.Take(compression == BitFields ? 12 : 16, "the masks");
        byte[] palette = bits > 8 ? [] : Colours(ref file, colours == 0 ? 1u << bits : colours, bits, isCore ? 3 : 4, pixelsAt);
        if (pixelsAt < file.Position || pixelsAt > bytes.Length) throw file.Wrong(10, $"the pixels should lie between byte {file.Position} and {bytes.Length}; {pixelsAt} came");
        return new BmpHeader(width, (int)rows, isTopDown, bits, compression, (int)pixelsAt, palette, masks);
    }

    static uint[] Fields(ref FileBytes file, int bits, int compression, uint size)
    {
        const uint WithOpacity = 56;
        if (compression is not (BitFields or OpacityFields))
        {
            return bits switch { 16 => [0x7C00, 0x03E0, 0x001F], 24 or 32 => [0xFF0000, 0xFF00, 0xFF], _ => [] };
        }

        bool hasOpacity = compression == OpacityFields || size >= WithOpacity;
        var masks = new uint[hasOpacity ? 4 : 3];
        for (int i = 0; i < masks.Length; i++)
        {
            int offset = file.Position;
            masks[i] = file.U32Little("a mask");
            uint low = masks[i] & (~masks[i] + 1);
            bool isRun = (masks[i] & (masks[i] + low)) == 0 && (bits == 32 || masks[i] <= ushort.MaxValue);
            if (!isRun || (masks[i] == 0 && i < 3)) throw file.Wrong(offset, $"a mask is a run of ones in {bits} bits; {masks[i]:X8} came");
        }

        return masks;
    }

    // Some programs write fewer colours than they say; the pixels' place tells.
    static byte[] Colours(ref FileBytes file, uint count, int bits, int entry, uint pixelsAt)
    {
        if (count > 1u << bits) throw file.Wrong(46, $"a palette of {bits} bits has at most {1 << bits} colours; {count} came");
        if (pixelsAt > file.Position) count = Math.Min(count, (pixelsAt - (uint)file.Position) / (uint)entry);
        var palette = new byte[3 * count];
        for (int i = 0; i < palette.Length; i += 3)
        {
            ReadOnlySpan<byte> colour = file.Take(entry, "a palette colour");
            (palette[i], palette[i + 1], palette[i + 2]) = (colour[2], colour[1], colour[0]);
        }

        return palette;
    }
}
