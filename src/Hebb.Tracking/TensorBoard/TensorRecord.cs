using System.Buffers.Binary;
using System.Numerics;

namespace Hebb.Tracking.TensorBoard;

/// <summary>
/// The frame of a record in an event file (TFRecord): its length in 8 bytes, the masked checksum of these, its bytes, their masked checksum; little-endian.
/// </summary>
static class TensorRecord
{
    public static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[12], foot = stackalloc byte[4];
        BinaryPrimitives.WriteInt64LittleEndian(head, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], MaskedChecksum(head[..8]));
        BinaryPrimitives.WriteUInt32LittleEndian(foot, MaskedChecksum(data));
        stream.Write(head);
        stream.Write(data);
        stream.Write(foot);
    }

    /// <summary>CRC-32C, rotated by 15 bits and moved by a constant: the format masks it because a checksum over data that holds checksums is weak.</summary>
    public static uint MaskedChecksum(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Checksum(data), 15) + 0xA282EAD8u;

    /// <summary>CRC-32C (Castagnoli), as iSCSI defines it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        while (data.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[8..];
        }

        foreach (byte one in data) crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
