namespace Hebb.Images;

/// <summary>TIFF: reads the first image of a file, upright, in strips of grey, colours or palette colours of 1 to 32 bits: plain, or packed by LZW, Deflate, PackBits, JPEG or as a fax.</summary>
internal sealed class TiffCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => "TIFF";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".tif", ".tiff"];

    /// <inheritdoc/>
    public bool CanEncode => false;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8);

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source)
    {
        var file = new TiffFile(bytes, source);
        return ImageInfo.Upright(Name, file.Width, file.Height, file.Channels, file.Orientation);
    }

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source)
    {
        // Deflate packs at most 1,032 to 1.
        const int MaxInflation = 1032, DecodedBytes = 4;
        var file = new TiffFile(bytes, source);
        (long pixelsAt, long packed) = file.Strips(bytes.Span, source);
        Int128 memory = ((Int128)DecodedBytes * file.Width * file.Height) + file.UnpackedBytes;
        DecodedSize.Check(file.Width, file.Height, file.Channels, bytes.Length, source, pixelsAt, memory, isHeld: file.UnpackedBytes / MaxInflation <= packed);
        Image image = new ImageSharpDecoder(source, file.Width, file.Height, file.Channels, pixelsAt, (long)memory).Tiff(file.Image());
        if (file.IsInverted)
        {
            foreach (ref byte level in image.Pixels) level = (byte)(255 - level);
        }

        return ExifOrientation.Apply(image, file.Orientation);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Encode(Image image, Stream stream, int quality) => throw new NotSupportedException("TIFF is only read. Save the image as PNG.");
}
