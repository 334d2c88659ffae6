namespace Hebb.Images;

/// <summary>A Huffman table for reading, with two tables by its first ten bits: one of symbols, one that gives a short coefficient with its run in a single look.</summary>
/// <remarks>Source: ITU-T T.81, annexes C and F.2.2.3.</remarks>
sealed class JpegHuffmanTable
{
    /// <summary>How many bits one look sees.</summary>
    public const int LookaheadBits = 10;

    /// <summary>A run that ends the block.</summary>
    public const int EndOfBlock = 64;

    /// <summary>In <see cref="Coefficients"/>: the value's bits follow the code, and the upper half counts them.</summary>
    public const int BitsFollow = 0x80;

    const int LongestCode = 16;

    // For codes of each length: the first 16-bit pattern that is too large for it, and what leads from a code to its symbol's place.
    readonly int[] limits = new int[LongestCode + 1];
    readonly int[] offsets = new int[LongestCode + 1];
    readonly byte[] symbols;

    JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        this.symbols = symbols.ToArray();
        int code = 0, place = 0;
        for (int length = 1; length <= LongestCode; length++, code <<= 1)
        {
            offsets[length] = place - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, place++)
            {
                if (length <= LookaheadBits) Symbols.AsSpan(code << (LookaheadBits - length), 1 << (LookaheadBits - length)).Fill((short)((length << 8) | symbols[place]));
            }

            limits[length] = code << (LongestCode - length);
        }

        for (int look = 0; look < Coefficients.Length; look++) Coefficients[look] = Coefficient(look, Symbols[look]);
    }

    /// <summary>length × 256 + symbol by the next ten bits, or 0 where the code is longer.</summary>
    public short[] Symbols { get; } = new short[1 << LookaheadBits];

    /// <summary>value × 65536 + run × 256 + length by the next ten bits (with <see cref="BitsFollow"/> where they do not hold the value), or 0 where the code is longer.</summary>
    public int[] Coefficients { get; } = new int[1 << LookaheadBits];

    /// <summary>Makes the tables.</summary>
    /// <param name="counts">How many codes there are of 1, 2, … 16 bits.</param>
    /// <param name="symbols">Their symbols, shortest codes first.</param>
    /// <returns>Null if there are more codes than their lengths allow.</returns>
    public static JpegHuffmanTable? Make(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        int left = 1;
        foreach (byte count in counts)
        {
            left = (left << 1) - count;
            if (left < 0) return null;
        }

        return new JpegHuffmanTable(counts, symbols);
    }

    /// <summary>The symbol of a code, whatever its length.</summary>
    /// <param name="bits">The next 16 bits.</param>
    /// <returns>length × 256 + symbol, or 0 where no code begins so.</returns>
    public int Find(int bits)
    {
        for (int length = 1; length <= LongestCode; length++)
        {
            if (bits < limits[length]) return (length << 8) | symbols[(bits >> (LongestCode - length)) + offsets[length]];
        }

        return 0;
    }

    static int Coefficient(int look, int found)
    {
        int length = found >> 8, run = (found >> 4) & 15, size = found & 15;
        if (length == 0) return 0;
        if (size == 0) return ((run == 15 ? 15 : EndOfBlock) << 8) | length;
        if (length + size > LookaheadBits) return (size << 16) | (run << 8) | BitsFollow | length;
        int bits = (look >> (LookaheadBits - length - size)) & ((1 << size) - 1);
        int value = bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
        return (value << 16) | (run << 8) | (length + size);
    }
}
