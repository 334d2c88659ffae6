using System.Buffers.Binary;

namespace Hebb.Images;

/// <summary>How a camera was held: which of eight turns and reflections brings an image upright.</summary>
/// <remarks>Source: CIPA DC-008, Exchangeable image file format (Exif), tag 0112.</remarks>
static class ExifOrientation
{
    const int Tag = 0x0112, EntryLength = 12;
    const int Byte = 1, Long = 4; // the standard's type is SHORT; some programs write these

    /// <summary>Whether the image is turned by a quarter.</summary>
    public static bool ExchangesSides(int orientation) => orientation >= 5;

    static ReadOnlySpan<byte> Mark => "Exif\0\0"u8;

    /// <summary>The orientation in an APP1 segment of a JPEG file; null where it has none, or is damaged (then the image is shown as it lies).</summary>
    public static int? Find(ReadOnlySpan<byte> segment) => segment.StartsWith(Mark) ? FindPlain(segment) : null;

    /// <summary>The same of Exif data that need no mark before them, as in PNG; some programs write it all the same.</summary>
    public static int? FindPlain(ReadOnlySpan<byte> exif)
    {
        ReadOnlySpan<byte> tiff = exif.StartsWith(Mark) ? exif[Mark.Length..] : exif;
        bool isLittle = tiff.StartsWith("II"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM"u8))) return null;
        uint directory = U32(tiff[4..], isLittle);
        if (directory > tiff.Length - 2) return null;
        int count = U16(tiff[(int)directory..], isLittle);
        for (int i = 0; i < count; i++)
        {
            long at = directory + 2 + ((long)i * EntryLength);
            if (at + EntryLength > tiff.Length) return null;
            ReadOnlySpan<byte> entry = tiff.Slice((int)at, EntryLength);
            if (U16(entry, isLittle) != Tag) continue;
            uint value = U16(entry[2..], isLittle) switch { Byte => entry[8], Long => U32(entry[8..], isLittle), _ => (uint)U16(entry[8..], isLittle) };
            return value is >= 1 and <= 8 ? (int)value : null;
        }

        return null;
    }

    /// <summary>The image upright.</summary>
    public static Image Apply(Image image, int orientation)
    {
        if (orientation is < 2 or > 8) return image;
        byte[] to = GC.AllocateUninitializedArray<byte>(image.Pixels.Length);
        Turn<byte>(image.Pixels, to, image.Width, image.Height, image.Channels, orientation);
        return ExchangesSides(orientation) ? new Image(image.Height, image.Width, image.Channels, to) : new Image(image.Width, image.Height, image.Channels, to);
    }

    /// <summary>Turns and mirrors values that lie row by row, the channels of a pixel side by side.</summary>
    /// <param name="from">The values as they were stored.</param>
    /// <param name="to">Gets them upright.</param>
    /// <param name="width">Pixels in a stored row.</param>
    /// <param name="height">Stored rows.</param>
    /// <param name="channels">Values of a pixel.</param>
    /// <param name="orientation">1 to 8.</param>
    public static void Turn<T>(ReadOnlySpan<T> from, Span<T> to, int width, int height, int channels, int orientation)
    {
        (int newWidth, int newHeight) = ExchangesSides(orientation) ? (height, width) : (width, height);

        // Where the first pixel of the new image lies in the old one, and the steps to its right and lower neighbour.
        bool startsRight = orientation is 2 or 3 or 7 or 8, startsBelow = orientation is 3 or 4 or 6 or 7;
        int across = startsRight ? -channels : channels, down = (startsBelow ? -width : width) * channels;
        int start = ((startsRight ? width - 1 : 0) + ((startsBelow ? height - 1 : 0) * width)) * channels;
        (int stepX, int stepY) = ExchangesSides(orientation) ? (down, across) : (across, down);
        for (int y = 0, i = 0; y < newHeight; y++)
        {
            for (int x = 0, at = start + (y * stepY); x < newWidth; x++, at += stepX)
            {
                for (int c = 0; c < channels; c++) to[i++] = from[at + c];
            }
        }
    }

    static int U16(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    static uint U32(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
