using System.Buffers.Binary;

namespace Hebb.Images;

/// <summary>The header of a TGA file.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">Channels of the decoded image.</param>
/// <param name="PixelBytes">Bytes of a pixel in the file.</param>
/// <param name="HasRuns">Whether equal neighbours are stored once.</param>
/// <param name="PixelsAt">Where the pixels begin.</param>
/// <remarks>Source: Truevision, TGA File Format Specification, version 2.0.</remarks>
sealed record TgaHeader(int Width, int Height, int Channels, int PixelBytes, bool HasRuns, int PixelsAt)
{
    const int Length = 18;

    /// <summary>Pixels of the image.</summary>
    public long Area => (long)Width * Height;

    /// <summary>Reads the header.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name.</param>
    public static TgaHeader Read(ReadOnlySpan<byte> bytes, string source)
    {
        const int Palette = 1, Grey = 3, Runs = 8;
        var file = new FileBytes(bytes, source);
        ReadOnlySpan<byte> head = file.Take(Length, "the header");
        int kind = head[2] & ~Runs, mapBits = head[7], bits = head[16], alphaBits = head[17] & 15, pixelBytes = (bits + 7) / 8;
        int map = head[1] == 0 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(head[5..]) * ((mapBits + 7) / 8);
        int channels = kind switch { Palette => mapBits == 32 ? 4 : 3, Grey => pixelBytes, _ => bits == 32 && alphaBits > 0 ? 4 : 3 };
        return new TgaHeader(BinaryPrimitives.ReadUInt16LittleEndian(head[12..]), BinaryPrimitives.ReadUInt16LittleEndian(head[14..]), channels, pixelBytes, (head[2] & Runs) != 0, Length + head[0] + map);
    }

    /// <summary>How many pixels a file holds. ImageSharp does not notice that runs end too early.</summary>
    /// <param name="bytes">The file.</param>
    public long PixelsIn(ReadOnlySpan<byte> bytes)
    {
        const int Repeats = 0x80;
        if (PixelsAt >= bytes.Length) return 0;
        if (!HasRuns) return (bytes.Length - PixelsAt) / PixelBytes;
        long pixels = 0;
        for (long at = PixelsAt; at < bytes.Length && pixels < Area;)
        {
            int head = bytes[(int)at], count = (head & ~Repeats) + 1;
            at += 1 + ((head & Repeats) != 0 ? 1 : count) * PixelBytes;
            if (at <= bytes.Length) pixels += count;
        }

        return pixels;
    }
}
