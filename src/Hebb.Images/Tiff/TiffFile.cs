namespace Hebb.Images;

/// <summary>What the first directory of a TIFF file says about its image. What is not read is refused here by its name, before memory is taken.</summary>
/// <remarks>Source: Adobe, TIFF, revision 6.0.</remarks>
sealed class TiffFile
{
    const int WidthTag = 256, HeightTag = 257, BitsTag = 258, CompressionTag = 259, PhotometricTag = 262, OffsetsTag = 273, OrientationTag = 274, SamplesTag = 277, RowsTag = 278, LengthsTag = 279;
    const int PlanarTag = 284, PaletteTag = 320, TileTag = 322, ExtraTag = 338, FormatTag = 339;
    const string OtherProgram = "Save it as PNG with another program.";

    // Those, and what says how to unpack the pixels: fill order, fax options, predictor, JPEG tables, and three tags of YCbCr.
    static readonly int[] Needed = [WidthTag, HeightTag, BitsTag, CompressionTag, PhotometricTag, 266, OffsetsTag, SamplesTag, RowsTag, LengthsTag, PlanarTag, 292, 317, PaletteTag, ExtraTag, FormatTag, 347, 529, 530, 532];

    readonly TiffDirectory directory;
    readonly long depth, samples, compression, rowsPerStrip;

    /// <summary>Reads the directory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name.</param>
    public TiffFile(ReadOnlyMemory<byte> bytes, string source)
    {
        var file = new FileBytes(bytes.Span, source);
        directory = new TiffDirectory(bytes, source);
        long width = directory.Number(WidthTag, "the width", 0), height = directory.Number(HeightTag, "the height", 0), orientation = directory.Number(OrientationTag, "the orientation", 1);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue) throw file.Wrong(directory.PlaceOf(WidthTag), $"the image must have from 1 to 2147483647 pixels each way; {width} × {height} came");
        if (directory.Has(TileTag)) throw file.Wrong(directory.PlaceOf(TileTag), "this is a TIFF image in tiles, which is not read", OtherProgram);
        long[] bits = directory.Numbers(BitsTag, "the bits of a sample");
        depth = bits is [long first, ..] ? first : 1;
        long photometric = directory.Number(PhotometricTag, "the kind of colours", 2), format = directory.Number(FormatTag, "the kind of numbers", 1);
        if (depth is 0 or > 32 || bits.AsSpan().ContainsAnyExcept(depth)) throw file.Wrong(directory.PlaceOf(BitsTag), $"samples have 1 to 32 bits, all of a pixel alike; {string.Join(", ", bits.Take(8))} came", OtherProgram);
        samples = directory.Number(SamplesTag, "the number of samples", 1);
        compression = directory.Number(CompressionTag, "the compression", 1);
        rowsPerStrip = Math.Clamp(directory.Number(RowsTag, "the rows of a strip", height), 1, height);
        if (Unread(compression) is { } packed) throw file.Wrong(directory.PlaceOf(CompressionTag), $"this is a TIFF image with the compression {packed}, which is not read", OtherProgram);
        if (format is not (1 or 3 or 4)) throw file.Wrong(directory.PlaceOf(FormatTag), $"this is a TIFF image of {(format == 2 ? "numbers with a sign" : "complex numbers")}, which is not read", OtherProgram);
        (Width, Height, Orientation) = ((int)width, (int)height, orientation is >= 1 and <= 8 ? (int)orientation : 1);
        Channels = (photometric, samples) switch
        {
            (0 or 1, 1) => 1,
            (2 or 6 or 8, 3) or (3, 1) => 3,
            (2, 4) => 4,
            _ => throw file.Wrong(directory.PlaceOf(PhotometricTag), $"this is a TIFF image of {NameOf(photometric)} with {samples} samples a pixel, which is not read", OtherProgram),
        };
        IsInverted = photometric == 1 && compression is 2 or 3 or 4;
        UnpackedBytes = (((Int128)width * samples * depth) + 7) / 8 * height;
    }

    /// <summary>Pixels in a stored row.</summary>
    public int Width { get; }

    /// <summary>Stored rows.</summary>
    public int Height { get; }

    /// <summary>Channels of the decoded image.</summary>
    public int Channels { get; }

    /// <summary>How the image must be turned, 1 to 8 as Exif counts.</summary>
    public int Orientation { get; }

    /// <summary>Bytes of all rows when they are unpacked.</summary>
    public Int128 UnpackedBytes { get; }

    /// <summary>Whether ImageSharp takes black for white: it reads every fax as one whose 0 is white.</summary>
    public bool IsInverted { get; }

    /// <summary>Checks that the file holds the pixels.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name.</param>
    /// <returns>Where the first strip begins, and the bytes of all strips.</returns>
    public (long PixelsAt, long PackedBytes) Strips(ReadOnlySpan<byte> bytes, string source)
    {
        const int SeparatePlanes = 2, Uncompressed = 1;
        var file = new FileBytes(bytes, source);
        long[] offsets = directory.Numbers(OffsetsTag, "the places of the strips"), lengths = directory.Numbers(LengthsTag, "the lengths of the strips");
        long planes = directory.Number(PlanarTag, "the order of the planes", 1) == SeparatePlanes ? samples : 1, needed = (Height + rowsPerStrip - 1) / rowsPerStrip * planes, packed = 0;
        if (offsets.Length < needed || lengths.Length < needed) throw file.Wrong(directory.PlaceOf(OffsetsTag), $"{Height} rows in strips of {rowsPerStrip} need {needed} places and lengths; {offsets.Length} and {lengths.Length} came");
        for (int i = 0; i < needed; i++)
        {
            if (offsets[i] + lengths[i] > bytes.Length) throw file.Wrong(bytes.Length, $"strip {i} should lie at bytes {offsets[i]} to {offsets[i] + lengths[i] - 1}, but the file ends before", "It is cut short: download or copy it again.");
            packed += lengths[i];
        }

        if (compression == Uncompressed && packed < UnpackedBytes) throw file.Wrong(directory.PlaceOf(LengthsTag), $"the pixels take {UnpackedBytes} bytes, but the strips have {packed}");
        return (offsets[0], packed);
    }

    /// <summary>The file for ImageSharp. Its directory holds only what describes the pixels, no other images and no metadata; what ImageSharp needs and files may leave out is there.</summary>
    public byte[] Image()
    {
        byte[] file = directory.Only(Needed, new Dictionary<int, long[]> { [BitsTag] = [.. Enumerable.Repeat(depth, (int)samples)], [RowsTag] = [rowsPerStrip] });

        // Palettes have 16 bits a colour, of which libtiff takes the upper 8; ImageSharp rounds, so that some colours would be one level off.
        directory.RepeatHighBytes(PaletteTag, "the palette", file);
        return file;
    }

    static string? Unread(long compression) => compression switch
    {
        1 or 2 or 3 or 4 or 5 or 7 or 8 or 32773 or 32946 => null,
        6 => "old-style JPEG",
        34712 => "JPEG 2000",
        34887 => "LERC",
        34925 => "LZMA",
        50000 => "Zstandard",
        50001 => "WebP",
        50002 => "JPEG XL",
        _ => $"number {compression}",
    };

    static string NameOf(long photometric) => photometric switch
    {
        0 or 1 => "grey",
        2 => "red green blue",
        3 => "palette colours",
        4 => "a mask",
        5 => "CMYK",
        6 => "YCbCr",
        8 or 9 or 10 => "CIE Lab",
        32803 or 34892 => "a camera's raw sensor",
        _ => $"colours of kind {photometric}",
    };
}
