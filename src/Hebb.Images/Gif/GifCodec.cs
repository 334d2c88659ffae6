using Hebb.Formats;

namespace Hebb.Images;

/// <summary>GIF: reads the first frame, plain and interlaced; a transparent colour gives opacity, and so does a frame that does not cover the image.</summary>
/// <remarks>Source: CompuServe, Graphics Interchange Format, version 89a.</remarks>
internal sealed class GifCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => "GIF";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".gif"];

    /// <inheritdoc/>
    public bool CanEncode => false;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8);

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source)
    {
        GifFrame frame = GifFrame.Read(bytes.Span, source);
        return new ImageInfo(Name, frame.ScreenWidth, frame.ScreenHeight, frame.Channels);
    }

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source)
    {
        // A code of 12 bits stands for at most 4,095 pixels. What a frame does not cover costs no byte at all.
        const long MaxPixelsPerByte = 4095 * 8 / 12;
        GifFrame frame = GifFrame.Read(bytes.Span, source);
        long area = (long)frame.Width * frame.Height;
        bool isHeld = area == (long)frame.ScreenWidth * frame.ScreenHeight && area / MaxPixelsPerByte <= bytes.Length - frame.DataAt;
        var pixels = new byte[DecodedSize.Check(frame.ScreenWidth, frame.ScreenHeight, frame.Channels, bytes.Length, source, 6, area, isHeld)];
        byte[] numbers = GifLzw.Unpack(bytes.Span, frame, source);
        for (int i = 0, row = 0; i < frame.Height; i++)
        {
            row = frame.IsInterlaced ? Interlaced(i, frame.Height) : i;
            Paint(frame, numbers.AsSpan(i * frame.Width, frame.Width), frame.Top + row, pixels);
        }

        return new Image(frame.ScreenWidth, frame.ScreenHeight, frame.Channels, pixels);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Encode(Image image, Stream stream, int quality) => throw new NotSupportedException("GIF is only read. Save the image as PNG.");

    // Every eighth row, those between, then every other fourth, then every second.
    static int Interlaced(int index, int height)
    {
        int first = (height + 7) / 8, second = (height + 3) / 8, third = (height + 1) / 4;
        if (index < first) return index * 8;
        if (index < first + second) return ((index - first) * 8) + 4;
        return index < first + second + third ? ((index - first - second) * 4) + 2 : ((index - first - second - third) * 2) + 1;
    }

    static void Paint(GifFrame frame, ReadOnlySpan<byte> numbers, int y, Span<byte> pixels)
    {
        for (int x = 0, at = ((y * frame.ScreenWidth) + frame.Left) * frame.Channels; x < numbers.Length; x++, at += frame.Channels)
        {
            int number = numbers[x];
            if (number == frame.Transparent) continue;
            for (int c = 0; c < 3; c++) pixels[at + c] = (3 * number) + c < frame.Palette.Length ? frame.Palette[(3 * number) + c] : (byte)0;
            if (frame.Channels == 4) pixels[at + 3] = 255;
        }
    }
}
