namespace Hebb.Images;

/// <summary>
/// JPEG: reads baseline, extended and progressive files of 8 bits with Huffman coding, in grey, YCbCr, RGB, CMYK and YCCK (which become red green blue), upright as their
/// EXIF data asks; writes baseline files.
/// </summary>
/// <remarks>
/// Pixels are those of libjpeg (integer transform, triangle upsampling) to ±1. CMYK is taken as inverted, as all known programs store them. Source: ITU-T T.81.
/// </remarks>
internal sealed class JpegCodec : IImageCodec
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
    public void Encode(Image image, Stream stream, int quality) => Encode(image, stream, quality, subsamplesChroma: true);

    /// <summary>Writes a baseline file with the standard tables. Opacity is laid on white.</summary>
    /// <param name="image">The image, at most 65,535 pixels each way.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="quality">1 (small) to 100 (good): scales the standard quantisation tables, 50 takes them as they are.</param>
    /// <param name="subsamplesChroma">Whether chrominance is stored at half the size each way (4:2:0), which few eyes see; otherwise whole (4:4:4).</param>
    /// <exception cref="ArgumentException">The image is too large, or the quality is not 1 to 100.</exception>
    /// <remarks>Source: ITU-T T.81, annexes A, F and K.</remarks>
    public static void Encode(Image image, Stream stream, int quality, bool subsamplesChroma)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        if (image.Width > ushort.MaxValue || image.Height > ushort.MaxValue) throw new ArgumentException($"A JPEG file holds at most 65535 pixels each way; {image.Width} × {image.Height} came. Save it as PNG.", nameof(image));
        new JpegEncoder(image.WithoutOpacity(), quality, subsamplesChroma).Write(stream);
    }
}
