namespace Hebb.Formats.Images;

/// <summary>The checksum of PNG chunks and gzip: CRC-32 with the reflected polynomial EDB88320.</summary>
static class Crc32
{
    static readonly uint[] Table = MakeTable();

    /// <summary>Continues a checksum over more bytes.</summary>
    /// <param name="crc">The checksum so far; 0 to begin.</param>
    /// <param name="bytes">The bytes that follow.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        foreach (byte b in bytes) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[i] = c;
        }

        return table;
    }
}
