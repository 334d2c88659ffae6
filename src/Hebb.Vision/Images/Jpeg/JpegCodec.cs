namespace Hebb.Vision.Images;

/// <summary>
/// JPEG: reads baseline, extended and progressive files of 8 bits with Huffman coding, in grey, colour, and inks (which become red green blue), upright as their
/// EXIF data asks; writes baseline files.
/// </summary>
/// <remarks>
/// Pixels are those of libjpeg (integer transform, triangle upsampling) to ±1. Inks are taken as inverted, as all known programs store them. Source: ITU-T T.81.
/// </remarks>
public sealed class JpegCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => "JPEG";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".jpe", ".jfif"];

    /// <inheritdoc/>
    public bool CanEncode => true;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source) => JpegDecoder.ReadInfo(bytes.Span, source);

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source) => JpegDecoder.Decode(bytes.Span, source);

    /// <inheritdoc/>
    public void Encode(Image image, Stream stream, int quality) => Jpeg.Encode(image, stream, quality);
}
