using Hebb.Formats;

namespace Hebb.Images;

/// <summary>Reads a lossless WebP stream as far as its prefix codes, to know how many groups of them there are: up to 65,536, for which a file of 34 bytes could ask for 1.5 GB.</summary>
/// <remarks>Source: RFC 9649, section 3.</remarks>
/// <param name="data">The stream, behind the size of the image.</param>
/// <param name="source">The file's name, for errors.</param>
/// <param name="place">Where the stream begins in the file.</param>
ref struct WebpPrefixCodes(ReadOnlySpan<byte> data, string source, int place)
{
    const int Literals = 256, Lengths = 24, Distances = 40, LongestCode = 15;

    readonly ReadOnlySpan<byte> data = data;
    long at;

    static ReadOnlySpan<byte> CodeLengthOrder => [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>The bytes of ImageSharp's tables.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="FormatErrorException">The stream ends too early, or breaks the format.</exception>
    public long TableBytes(int width, int height)
    {
        const int ColourIndexing = 3, SubtractGreen = 2, CodeBytes = 8, GroupBytes = 1024, Entries = 2954, CacheEntries = 2;
        int seen = 0;
        while (Bits(1) == 1)
        {
            int kind = Bits(2);
            if ((seen & (1 << kind)) != 0) throw Wrong($"the transform {kind} comes twice");
            seen |= 1 << kind;
            if (kind == SubtractGreen) continue;
            if (kind == ColourIndexing)
            {
                int colours = Bits(8) + 1, packed = colours <= 2 ? 3 : colours <= 4 ? 2 : colours <= 16 ? 1 : 0;
                Largest(colours);
                width = Share(width, packed);
            }
            else
            {
                int bits = Bits(3) + 2;
                Largest((long)Share(width, bits) * Share(height, bits));
            }
        }

        int cache = CacheSize(), groups = 1;
        if (Bits(1) == 1)
        {
            int bits = Bits(3) + 2;
            groups = Largest((long)Share(width, bits) * Share(height, bits)) + 1;
        }

        return (long)groups * (GroupBytes + (CodeBytes * (Entries + (CacheEntries * cache))));
    }

    // Passes over an image of the header, and tells the largest group that its red and green name. Copies of earlier pixels name no other.
    int Largest(long pixels)
    {
        int cache = CacheSize(), largest = 0;
        Code green = ReadCode(Literals + Lengths + cache), red = ReadCode(Literals), blue = ReadCode(Literals), alpha = ReadCode(Literals), distance = ReadCode(Distances);
        if (green.Only < Literals && red.Only is { } same && blue.Only is not null && alpha.Only is not null) return (same << 8) | green.Only.Value;
        while (pixels > 0)
        {
            int symbol = Next(green);
            if (symbol < Literals)
            {
                largest = Math.Max(largest, (Next(red) << 8) | symbol);
                _ = Next(blue);
                _ = Next(alpha);
                pixels--;
            }
            else if (symbol < Literals + Lengths)
            {
                pixels -= Number(symbol - Literals);
                _ = Number(Next(distance));
            }
            else
            {
                pixels--;
            }
        }

        return largest;
    }

    int CacheSize() => Bits(1) == 0 ? 0 : 1 << Bits(4);

    int Number(int prefix)
    {
        if (prefix < 4) return prefix + 1;
        int extra = (prefix - 2) >> 1;
        return ((2 + (prefix & 1)) << extra) + Bits(extra) + 1;
    }

    Code ReadCode(int alphabet)
    {
        var lengths = new byte[alphabet];
        if (Bits(1) == 1)
        {
            int count = Bits(1) + 1, first = Bits(Bits(1) == 0 ? 1 : 8), second = count == 2 ? Bits(8) : first;
            if (first >= alphabet || second >= alphabet) throw Wrong("a prefix code names a symbol that there is not");
            (lengths[first], lengths[second]) = (1, 1);
            return new Code(lengths);
        }

        var ofLengths = new byte[CodeLengthOrder.Length];
        int given = Bits(4) + 4;
        for (int i = 0; i < given; i++) ofLengths[CodeLengthOrder[i]] = (byte)Bits(3);
        var code = new Code(ofLengths);
        int most = Bits(1) == 0 ? alphabet : Bits((2 * Bits(3)) + 2) + 2;
        byte previous = 8;
        for (int symbol = 0; symbol < alphabet && most > 0; most--)
        {
            int length = Next(code);
            if (length <= LongestCode)
            {
                lengths[symbol++] = (byte)length;
                if (length > 0) previous = (byte)length;
                continue;
            }

            int times = length switch { 16 => Bits(2) + 3, 17 => Bits(3) + 3, _ => Bits(7) + 11 };
            if (times > alphabet - symbol) throw Wrong("a prefix code has more lengths than symbols");
            lengths.AsSpan(symbol, times).Fill(length == 16 ? previous : (byte)0);
            symbol += times;
        }

        return new Code(lengths);
    }

    int Next(Code code)
    {
        if (code.Only is { } only) return only;
        int bits = 0, first = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            bits |= Bits(1);
            int count = code.Counts[length];
            if (bits - count < first) return code.Symbols[index + bits - first];
            index += count;
            first = (first + count) << 1;
            bits <<= 1;
        }

        throw Wrong("these bits are no word of the prefix code");
    }

    int Bits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++, at++)
        {
            if (at >> 3 >= data.Length) throw Wrong("the compressed pixels end too early");
            value |= ((data[(int)(at >> 3)] >> (int)(at & 7)) & 1) << i;
        }

        return value;
    }

    static int Share(int length, int bits) => (length + (1 << bits) - 1) >> bits;

    readonly FormatErrorException Wrong(string problem) => new(source, place + (at >> 3), problem, "The file is damaged, or cut short: download or copy it again.");

    // A canonical code: symbols by their length, then by their number. A single symbol takes no bit.
    sealed class Code
    {
        public Code(ReadOnlySpan<byte> lengths)
        {
            foreach (byte length in lengths) Counts[length]++;
            int used = lengths.Length - Counts[0];
            Counts[0] = 0;
            Symbols = new int[used];
            Span<int> next = stackalloc int[LongestCode + 1];
            for (int length = 1; length < LongestCode; length++) next[length + 1] = next[length] + Counts[length];
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] > 0) Symbols[next[lengths[symbol]]++] = symbol;
            }

            if (used == 1) Only = Symbols[0];
        }

        public int[] Counts { get; } = new int[LongestCode + 1];

        public int[] Symbols { get; }

        public int? Only { get; }
    }
}
