using System.Buffers.Binary;

namespace Hebb.Images;

/// <summary>The headers of a BMP file.</summary>
/// <remarks>Source: Microsoft, Bitmap Storage (BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER to BITMAPV5HEADER); IBM, OS/2 2.0 Presentation Manager (BITMAPINFOHEADER2, whose last fields may be left out).</remarks>
sealed record BmpHeader(int Width, int Height, bool IsTopDown, int Bits, int Compression, int PixelsAt, byte[] Palette, uint[] Masks)
{
    /// <summary>No compression.</summary>
    public const int Plain = 0;

    /// <summary>Runs of 8-bit numbers.</summary>
    public const int Runs8 = 1;

    /// <summary>Runs of 4-bit numbers.</summary>
    public const int Runs4 = 2;

    const int BitFields = 3, OpacityFields = 6, CoreSize = 12, ShortSize = 16, InfoSize = 40, Os2Size = 64;

    /// <summary>Channels of the decoded image: opacity only where the file gives it a mask.</summary>
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
        uint pixelsAt = file.U32Little("the file header"), size = file.U32Little("the image header");
        bool isCore = size == CoreSize;
        if (!isCore && size is < ShortSize or > 1024) throw file.Wrong(14, $"the image header has 12, or 16 and more bytes; {size} came");

        // OS/2 may end its header behind any field; what does not stand there is 0.
        Span<byte> info = stackalloc byte[1024];
        info.Clear();
        file.Take((int)size - 4, "the image header").CopyTo(info[4..]);
        int width = isCore ? U16(info, 4) : I32(info, 4), height = isCore ? U16(info, 6) : I32(info, 8), bits = U16(info, isCore ? 10 : 14);
        int compression = isCore ? Plain : I32(info, 16);
        uint colours = isCore ? 0 : (uint)I32(info, 32);
        bool isTopDown = height < 0;
        long rows = Math.Abs((long)height);
        if (width <= 0 || rows is 0 or > int.MaxValue) throw file.Wrong(18, $"the image must have at least one pixel each way; {width} × {height} came");
        bool isPossible = compression switch
        {
            Plain => bits is 1 or 2 or 4 or 8 or 16 or 24 or 32,
            Runs8 => bits == 8,
            Runs4 => bits == 4,
            BitFields or OpacityFields => bits is 16 or 32 && size >= InfoSize && size != Os2Size,
            _ => false,
        };
        if (!isPossible) throw file.Wrong(28, $"this is a BMP image of {bits} bits with {NameOf(compression, size)}, which is not read", "Save it as PNG with another program.");
        file.Position = 14 + InfoSize;
        uint[] masks = Fields(ref file, bits, compression, size);
        file.Position = 14;
        _ = file.Take((int)size, "the image header");
        if (compression is BitFields or OpacityFields && size == InfoSize) _ = file.Take(compression == BitFields ? 12 : 16, "the masks");
        int headersEnd = file.Position;

        // Some programs forget their palette when they count: its first byte cannot be the pixels', nor can no place at all.
        if (bits <= 8 && pixelsAt == headersEnd) pixelsAt = 0;
        byte[] palette = bits > 8 ? [] : Colours(ref file, colours == 0 ? 1u << bits : colours, bits, isCore ? 3 : 4, pixelsAt);
        if (pixelsAt == 0) pixelsAt = (uint)file.Position;
        if (pixelsAt < headersEnd) throw file.Wrong(10, $"the pixels should lie behind the headers, which end at byte {headersEnd}; {pixelsAt} came");
        if (pixelsAt > bytes.Length) throw file.Wrong(bytes.Length, $"the pixels should begin at byte {pixelsAt}, but the file ends before", "It is cut short: download or copy it again.");
        return new BmpHeader(width, (int)rows, isTopDown, bits, compression, (int)pixelsAt, palette, masks);
    }

    static int U16(ReadOnlySpan<byte> info, int at) => BinaryPrimitives.ReadUInt16LittleEndian(info[at..]);

    static int I32(ReadOnlySpan<byte> info, int at) => BinaryPrimitives.ReadInt32LittleEndian(info[at..]);

    static string NameOf(int compression, uint size) => (compression, size) switch
    {
        (3, Os2Size) => "OS/2's Huffman coding",
        (4, Os2Size) => "OS/2's runs of 24 bits",
        (4, _) => "a JPEG file inside",
        (5, _) => "a PNG file inside",
        (11 or 12 or 13, _) => "inks (CMYK)",
        (Plain, _) => "no compression",
        _ => $"compression {compression}",
    };

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

    // Some programs write fewer colours than they say; the pixels' place tells. Others write more than pixels have numbers for, which are passed over.
    static byte[] Colours(ref FileBytes file, uint count, int bits, int entry, uint pixelsAt)
    {
        int start = file.Position;
        uint used = Math.Min(count, 1u << bits);
        if (pixelsAt > start) used = Math.Min(used, (pixelsAt - (uint)start) / (uint)entry);
        var palette = new byte[3 * used];
        for (int i = 0; i < palette.Length; i += 3)
        {
            ReadOnlySpan<byte> colour = file.Take(entry, "a palette colour");
            (palette[i], palette[i + 1], palette[i + 2]) = (colour[2], colour[1], colour[0]);
        }

        if (pixelsAt == 0) file.Position = (int)Math.Min(file.All.Length, start + ((long)count * entry));
        return palette;
    }
}
