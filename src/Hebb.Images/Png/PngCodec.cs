using Hebb.Formats;

namespace Hebb.Images;

/// <summary>
/// PNG: reads all colour types and depths, plain and interlaced, upright as their EXIF data asks; palettes become red green blue, transparency becomes opacity, and 16
/// bits are rounded to 8 (<see cref="Png.DecodeDeep(Stream, string)"/> keeps them). Writes 8 bits a channel.
/// </summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C.</remarks>
internal sealed class PngCodec : IImageCodec
{
    // Deflate packs at most 1,032 to 1; a header that asks for more is refused before any memory is taken.
    const long MaxInflation = 1032;

    /// <inheritdoc/>
    public string Name => "PNG";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".png"];

    /// <inheritdoc/>
    public bool CanEncode => true;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => head.StartsWith(PngFile.Mark);

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source)
    {
        PngFile file = PngFile.Read(bytes.Span, source, isInfo: true);
        return ImageInfo.Upright(Name, file.Header.Width, file.Header.Height, file.Header.Channels(file.Transparency is not null), file.Orientation);
    }

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source)
    {
        PngFile file = PngFile.Read(bytes.Span, source, isInfo: false);
        PngHeader header = file.Header;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(CheckedSize(file, bytes.Length, source, 1));
        int channels = header.Channels(file.Transparency is not null);
        if (header is { Bits: 8, IsInterlaced: false } && channels == header.Samples) PngDecoder.Copy(bytes, file, source, pixels);
        else if (header.Bits <= 8 && header.Samples == 1 && channels != 2) PngNumbers.Expand(bytes, file, source, pixels);
        else Expand(bytes, file, source, pixels);
        return ExifOrientation.Apply(new Image(header.Width, header.Height, channels, pixels), file.Orientation);
    }

    /// <inheritdoc/>
    public void Encode(Image image, Stream stream, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        PngWriter.Write(stream, image.Width, image.Height, image.Channels, image.Pixels);
    }

    /// <summary>The bytes of the decoded image.</summary>
    internal static int CheckedSize(PngFile file, long fileLength, string source, int sampleBytes)
    {
        const int HeaderPlace = 16;
        PngHeader header = file.Header;
        int size = DecodedSize.Check(header.Width, header.Height, header.Channels(file.Transparency is not null) * sampleBytes, fileLength, source, HeaderPlace, isHeld: true);
        DecodedSize.Check(header.Width, 1, 2 * header.Samples, fileLength, source, HeaderPlace, isHeld: true);
        long packed = file.Data.Sum(part => (long)(part.End.Value - part.Start.Value)), length = PngDecoder.Length(header);
        if (length > packed * MaxInflation) throw new FormatErrorException(source, HeaderPlace, $"{header.Width} × {header.Height} pixels are {length} bytes, which {packed} bytes of compressed data cannot hold", file.IsCut ? "It is cut short: download or copy it again." : "The file is damaged, or cut short.");
        return size;
    }

    static void Expand(ReadOnlyMemory<byte> bytes, PngFile file, string source, byte[] pixels)
    {
        int width = file.Header.Width;
        var samples = new PngSamples(file);
        int channels = samples.Channels;
        bool isDeep = file.Header.Bits == 16;
        PngDecoder.Decode(bytes, file, source, (packed, count, y, x, step) =>
        {
            ReadOnlySpan<ushort> row = samples.Row(packed, count);
            for (int i = 0, at = ((y * width) + x) * channels; i < row.Length; i += channels, at += step * channels)
            {
                for (int c = 0; c < channels; c++) pixels[at + c] = isDeep ? Rounded(row[i + c]) : (byte)(row[i + c] * 255 / samples.Max);
            }
        });
    }

    // value / 257 to the nearest, without a division.
    static byte Rounded(int value) => (byte)(((value * 255) + 32895) >> 16);
}
