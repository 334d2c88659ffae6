using System.Runtime.InteropServices;

namespace Hebb.Images;

/// <summary>Pixels of one sample of up to 8 bits, which a table turns into colours: palettes, and grey of few bits.</summary>
static class PngNumbers
{
    // For each byte, its eight bits as eight bytes in the order of memory.
    static readonly ulong[] EightBits = MakeEightBits();

    /// <summary>Decodes an image into 1, 3 or 4 channels.</summary>
    public static void Expand(ReadOnlyMemory<byte> bytes, PngFile file, string source, byte[] pixels)
    {
        PngHeader header = file.Header;
        int width = header.Width, channels = header.Channels(file.Transparency is not null), bits = header.Bits;
        uint[] colours = Table(file);
        var numbers = new byte[bits == 8 ? 0 : width];
        PngDecoder.Decode(bytes, file, source, (packed, count, y, x, step) =>
        {
            if (bits < 8)
            {
                Unpack(packed, numbers.AsSpan(0, count), bits);
                packed = numbers.AsSpan(0, count);
            }

            Span<byte> to = pixels.AsSpan(((y * width) + x) * channels, (((count - 1) * step) + 1) * channels);
            if (channels == 1) Grey(packed, colours, to, step);
            else if (channels == 4) Opaque(packed, colours, MemoryMarshal.Cast<byte, uint>(to), step);
            else Colour(packed, colours, to, step * 3);
        });
    }

    // Red, green, blue and opacity of each number as they lie in memory. Numbers beyond the palette are black, as in other readers.
    static uint[] Table(PngFile file)
    {
        var table = new uint[256];
        Span<byte> bytes = MemoryMarshal.AsBytes(table.AsSpan());
        int most = (1 << file.Header.Bits) - 1;
        byte[] opacities = file.Transparency ?? [];
        for (int i = 0; i < 256; i++)
        {
            if (file.Header.Colour == PngColour.Grey) bytes[4 * i] = (byte)(Math.Min(i, most) * 255 / most);
            else if (3 * i < file.Palette.Length) file.Palette.AsSpan(3 * i, 3).CopyTo(bytes[(4 * i)..]);
            bytes[(4 * i) + 3] = i < opacities.Length ? opacities[i] : (byte)255;
        }

        return table;
    }

    static void Unpack(ReadOnlySpan<byte> packed, Span<byte> numbers, int bits)
    {
        int mask = (1 << bits) - 1, perByte = 8 / bits, i = 0, at = 0;
        for (; bits == 1 && i + 8 <= numbers.Length; i += 8, at++) MemoryMarshal.Write(numbers[i..], in EightBits[packed[at]]);
        for (; i < numbers.Length; at++)
        {
            int value = packed[at];
            for (int k = Math.Min(perByte, numbers.Length - i), shift = 8 - bits; k > 0; k--, shift -= bits) numbers[i++] = (byte)((value >> shift) & mask);
        }
    }

    static void Grey(ReadOnlySpan<byte> numbers, uint[] colours, Span<byte> to, int step)
    {
        Span<byte> levels = stackalloc byte[256];
        for (int i = 0; i < levels.Length; i++) levels[i] = MemoryMarshal.AsBytes(colours.AsSpan())[4 * i];
        for (int i = 0, at = 0; i < numbers.Length; i++, at += step) to[at] = levels[numbers[i]];
    }

    static ulong[] MakeEightBits()
    {
        var table = new ulong[256];
        Span<byte> bytes = MemoryMarshal.AsBytes(table.AsSpan());
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)((i / 8 >> (7 - (i % 8))) & 1);
        return table;
    }

    static void Opaque(ReadOnlySpan<byte> numbers, uint[] colours, Span<uint> to, int step)
    {
        for (int i = 0, at = 0; i < numbers.Length; i++, at += step) to[at] = colours[numbers[i]];
    }

    // Four bytes are stored for three, so the last pixel is written byte by byte; with steps the fourth would spoil a neighbour that is complete.
    static void Colour(ReadOnlySpan<byte> numbers, uint[] colours, Span<byte> to, int step)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(colours.AsSpan());
        int i = 0, at = 0;
        if (step == 3)
        {
            for (; at + 4 <= to.Length; i++, at += 3) MemoryMarshal.Write(to[at..], in colours[numbers[i]]);
        }

        for (; i < numbers.Length; i++, at += step) bytes.Slice(4 * numbers[i], 3).CopyTo(to[at..]);
    }
}
