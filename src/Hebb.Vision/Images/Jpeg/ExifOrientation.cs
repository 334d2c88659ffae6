using System.Buffers.Binary;

namespace Hebb.Vision.Images;

/// <summary>How a camera was held: which of eight turns and reflections brings a picture upright.</summary>
/// <remarks>Source: CIPA DC-008, Exchangeable image file format (Exif), tag 0112.</remarks>
static class ExifOrientation
{
    const int Tag = 0x0112, EntryLength = 12;

    /// <summary>Whether the picture is turned by a quarter.</summary>
    public static bool ExchangesSides(int orientation) => orientation >= 5;

    /// <summary>The orientation in an APP1 segment; null where it has none, or is damaged (then the picture is shown as it lies).</summary>
    public static int? Find(ReadOnlySpan<byte> segment)
    {
        const int TiffStart = 6;
        if (segment.Length < TiffStart + 8 || !segment.StartsWith("Exif\0\0"u8)) return null;
        ReadOnlySpan<byte> tiff = segment[TiffStart..];
        bool isLittle = tiff.StartsWith("II"u8);
        if (!isLittle && !tiff.StartsWith("MM"u8)) return null;
        uint directory = U32(tiff[4..], isLittle);
        if (directory > tiff.Length - 2) return null;
        int count = U16(tiff[(int)directory..], isLittle);
        for (int i = 0; i < count; i++)
        {
            long at = directory + 2 + ((long)i * EntryLength);
            if (at + EntryLength > tiff.Length) return null;
            ReadOnlySpan<byte> entry = tiff.Slice((int)at, EntryLength);
            if (U16(entry, isLittle) != Tag) continue;
            int value = U16(entry[8..], isLittle);
            return value is >= 1 and <= 8 ? value : null;
        }

        return null;
    }

    /// <summary>The picture upright.</summary>
    public static Image Apply(Image image, int orientation)
    {
        if (orientation is < 2 or > 8) return image;
        int width = image.Width, height = image.Height, channels = image.Channels;
        (int newWidth, int newHeight) = ExchangesSides(orientation) ? (height, width) : (width, height);
        ReadOnlySpan<byte> from = image.Pixels;
        byte[] to = GC.AllocateUninitializedArray<byte>(from.Length);

        // Where the first pixel of the new picture lies in the old one, and the steps to its right and lower neighbour.
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

        return new Image(newWidth, newHeight, channels, to);
    }

    static int U16(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    static uint U32(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
