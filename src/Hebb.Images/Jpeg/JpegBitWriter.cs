using System.Numerics;

namespace Hebb.Images;

/// <summary>Writes the coefficients of blocks as Huffman codes (T.81, F.1.2).</summary>
sealed class JpegBitWriter(Stream stream)
{
    readonly byte[] buffer = new byte[4096];
    int filled;
    ulong bits;
    int count;

    /// <summary>Writes a block.</summary>
    /// <param name="block">The quantised coefficients in zigzag order.</param>
    /// <param name="before">The DC coefficient of the component's block before.</param>
    /// <param name="dc">The Huffman code of DC coefficients.</param>
    /// <param name="ac">The Huffman code of AC coefficients.</param>
    public void Block(ReadOnlySpan<int> block, int before, JpegHuffmanCode dc, JpegHuffmanCode ac)
    {
        int difference = block[0] - before;
        Value(dc, 0, difference);
        int run = 0;
        for (int k = 1; k < 64; k++)
        {
            if (block[k] == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16) Put(ac.Codes[0xF0], ac.Lengths[0xF0]);
            Value(ac, run, block[k]);
            run = 0;
        }

        if (run > 0) Put(ac.Codes[0], ac.Lengths[0]);
    }

    /// <summary>Fills the last byte with ones and writes what is left.</summary>
    public void Finish()
    {
        Put(0x7F, 7);
        stream.Write(buffer, 0, filled);
        filled = 0;
    }

    void Value(JpegHuffmanCode code, int run, int value)
    {
        int size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value)), symbol = (run << 4) | size;
        Put(code.Codes[symbol], code.Lengths[symbol]);
        Put((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
    }

    void Put(int value, int length)
    {
        bits = (bits << length) | (uint)value;
        count += length;
        while (count >= 8)
        {
            count -= 8;
            Byte((byte)(bits >> count));
        }
    }

    // A byte FF is followed by 00, so that it is no marker.
    void Byte(byte value)
    {
        if (filled > buffer.Length - 2)
        {
            stream.Write(buffer, 0, filled);
            filled = 0;
        }

        buffer[filled++] = value;
        if (value == 0xFF) buffer[filled++] = 0;
    }
}
