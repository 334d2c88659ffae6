namespace Hebb.Images;

/// <summary>A Huffman code for writing: the bits of each symbol.</summary>
sealed class JpegHuffmanCode
{
    /// <summary>Makes the code of a table: 16 counts, then the symbols (T.81, C.2).</summary>
    public JpegHuffmanCode(ReadOnlySpan<byte> table)
    {
        int code = 0, place = 16;
        for (byte length = 1; length <= 16; length++, code <<= 1)
        {
            for (int i = 0; i < table[length - 1]; i++, code++, place++) (Codes[table[place]], Lengths[table[place]]) = (code, length);
        }
    }

    /// <summary>The code of each symbol (EHUFCO).</summary>
    public int[] Codes { get; } = new int[256];

    /// <summary>How many bits it has (EHUFSI).</summary>
    public byte[] Lengths { get; } = new byte[256];
}
