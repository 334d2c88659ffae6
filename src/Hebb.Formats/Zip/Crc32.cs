using System.Buffers.Binary;

namespace Hebb.Formats;

/// <summary>The checksum of PNG chunks and gzip: CRC-32 with the reflected polynomial EDB88320, eight bytes in one step.</summary>
/// <remarks>Source: M. Kounavis, F. Berry: Novel table lookup-based algorithms for high-performance CRC generation, IEEE Transactions on Computers, 2008.</remarks>
static class Crc32
{
    const int Slices = 8, Entries = 256;

    // Table k advances a byte that k more bytes follow.
    static readonly uint[] Tables = MakeTables();

    /// <summary>Continues a checksum over more bytes.</summary>
    /// <param name="crc">The checksum so far; 0 to begin.</param>
    /// <param name="bytes">The bytes that follow.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> t = Tables.AsSpan(0, Slices * Entries);
        crc = ~crc;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = t[(7 * Entries) + (byte)eight] ^ t[(6 * Entries) + (byte)(eight >> 8)] ^ t[(5 * Entries) + (byte)(eight >> 16)] ^ t[(4 * Entries) + (byte)(eight >> 24)]
                ^ t[(3 * Entries) + (byte)(eight >> 32)] ^ t[(2 * Entries) + (byte)(eight >> 40)] ^ t[Entries + (byte)(eight >> 48)] ^ t[(byte)(eight >> 56)];
        }

        foreach (byte b in bytes) crc = t[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    static uint[] MakeTables()
    {
        var tables = new uint[Slices * Entries];
        for (uint i = 0; i < Entries; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            tables[i] = c;
        }

        for (int i = Entries; i < tables.Length; i++) tables[i] = tables[(byte)tables[i - Entries]] ^ (tables[i - Entries] >> 8);
        return tables;
    }
}
