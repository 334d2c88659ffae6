namespace Hebb.Images;

/// <summary>WebP: reads lossy and lossless images, upright as their EXIF data asks, and the first frame of animations.</summary>
internal sealed class WebpCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => "WebP";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".webp"];

    /// <inheritdoc/>
    public bool CanEncode => false;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source)
    {
        var file = WebpFile.Read(bytes.Span, source, isInfo: true);
        return ImageInfo.Upright(Name, file.Width, file.Height, file.HasAlpha ? 4 : 3, file.Orientation);
    }

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source)
    {
        // Few bytes may stand for any number of equal pixels; so many are believed.
        const int PixelsPerByte = 4096, DecodedBytes = 8, AlphaBytes = 5;
        var file = WebpFile.Read(bytes.Span, source, isInfo: false);
        (int left, int top, int width, int height) = file.Frame;
        int pixelsAt = file.Pixels.Start.Value, channels = file.HasAlpha ? 4 : 3;
        long area = (long)width * height, memory = area * (file.Alpha is null ? DecodedBytes : DecodedBytes + AlphaBytes);
        bool isHeld = !file.IsPartial && area / PixelsPerByte <= file.Pixels.End.Value - pixelsAt;
        int size = DecodedSize.Check(file.Width, file.Height, channels, bytes.Length, source, pixelsAt, memory, isHeld);
        file.CheckPrefixCodes(bytes.Span, source);
        Image image = new ImageSharpDecoder(source, width, height, channels, pixelsAt, memory).Webp(file.Still(bytes.Span));
        if (file.IsPartial)
        {
            // What an animation's first frame leaves out is transparent.
            var canvas = new byte[size];
            for (int y = 0; y < height; y++) image.Pixels.Slice(y * width * channels, width * channels).CopyTo(canvas.AsSpan((((top + y) * file.Width) + left) * channels));
            image = new Image(file.Width, file.Height, channels, canvas);
        }

        return ExifOrientation.Apply(image, file.Orientation);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Encode(Image image, Stream stream, int quality) => throw new NotSupportedException("WebP is only read. Save the image as PNG.");
}
