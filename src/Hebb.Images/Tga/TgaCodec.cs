using Hebb.Formats;

namespace Hebb.Images;

/// <summary>TGA: reads grey, colours and palette colours of 8 to 32 bits, plain and in runs, from the top and from the bottom.</summary>
internal sealed class TgaCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => "TGA";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".tga"];

    /// <inheritdoc/>
    public bool CanEncode => false;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => ForeignFormat.IsTga(head);

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source)
    {
        var header = TgaHeader.Read(bytes.Span, source);
        return new ImageInfo(Name, header.Width, header.Height, header.Channels);
    }

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source)
    {
        const int DecodedBytes = 4, SizeAt = 12;
        var header = TgaHeader.Read(bytes.Span, source);
        if (header.PixelsIn(bytes.Span) is var pixels && pixels < header.Area)
            throw new FormatErrorException(source, bytes.Length, $"the file ends after {pixels} of {header.Area} pixels ({header.Width} × {header.Height})", "It is cut short: download or copy it again.");
        long memory = (DecodedBytes + header.PixelBytes) * header.Area;
        DecodedSize.Check(header.Width, header.Height, header.Channels, bytes.Length, source, SizeAt, memory, isHeld: true);
        return new ImageSharpDecoder(source, header.Width, header.Height, header.Channels, header.PixelsAt, memory).Tga(bytes);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Encode(Image image, Stream stream, int quality) => throw new NotSupportedException("TGA is only read. Save the image as PNG.");
}
