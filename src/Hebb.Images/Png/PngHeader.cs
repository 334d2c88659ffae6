namespace Hebb.Images;

/// <summary>The colour types of PNG: 1 palette, 2 colour, 4 opacity, added up.</summary>
enum PngColour : byte
{
    /// <summary>Grey.</summary>
    Grey = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 2,

    /// <summary>Numbers of palette colours.</summary>
    Palette = 3,

    /// <summary>Grey and opacity.</summary>
    GreyOpacity = 4,

    /// <summary>Red, green, blue, opacity.</summary>
    Rgba = 6,
}

/// <summary>The header chunk of a PNG file.</summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C, section 11.2.1.</remarks>
sealed record PngHeader(int Width, int Height, int Bits, PngColour Colour, bool IsInterlaced)
{
    /// <summary>Samples of a pixel in the file.</summary>
    public int Samples => Colour switch { PngColour.Rgb => 3, PngColour.GreyOpacity => 2, PngColour.Rgba => 4, _ => 1 };

    /// <summary>Bits of a pixel in the file.</summary>
    public int PixelBits => Samples * Bits;

    /// <summary>From a byte to the one that filters call its left neighbour.</summary>
    public int FilterStep => Math.Max(1, PixelBits / 8);

    /// <summary>The bytes of so many pixels in a row, without the filter's byte.</summary>
    public long RowBytes(int width) => (((long)width * PixelBits) + 7) / 8;

    /// <summary>The channels of the decoded image.</summary>
    public int Channels(bool hasTransparency) => Colour switch
    {
        PngColour.Grey => hasTransparency ? 2 : 1,
        PngColour.GreyOpacity => 2,
        PngColour.Rgba => 4,
        _ => hasTransparency ? 4 : 3,
    };

    /// <summary>Reads the chunk's 13 bytes.</summary>
    public static PngHeader Read(ref FileBytes file)
    {
        int offset = file.Position;
        uint width = file.U32Big("the header"), height = file.U32Big("the header");
        int bits = file.Byte("the header");
        var colour = (PngColour)file.Byte("the header");
        byte compression = file.Byte("the header"), filter = file.Byte("the header"), interlace = file.Byte("the header");
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue) throw file.Wrong(offset, $"the image must have 1 to 2147483647 pixels each way; {width} × {height} came");
        bool isPossible = colour switch
        {
            PngColour.Grey => bits is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => bits is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyOpacity or PngColour.Rgba => bits is 8 or 16,
            _ => false,
        };
        if (!isPossible) throw file.Wrong(offset + 8, $"PNG has no images of colour type {(int)colour} with {bits} bits");
        if (compression != 0 || filter != 0 || interlace > 1) throw file.Wrong(offset + 10, $"compression, filter and interlacing must be 0, 0 and 0 or 1; {compression}, {filter} and {interlace} came");
        return new PngHeader((int)width, (int)height, bits, colour, interlace == 1);
    }
}
