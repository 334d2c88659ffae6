using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Hebb.Formats;

/// <summary>Writes IDX files.</summary>
static class IdxWriter
{
    /// <summary>Writes a tensor whose type and rank have been checked.</summary>
    public static void Write(Stream stream, Tensor x, byte code, bool compress)
    {
        if (compress)
        {
            using var packing = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            Write(packing, x, code, compress: false);
            return;
        }

        var head = new byte[4 + (4 * x.Rank)];
        (head[2], head[3]) = (code, (byte)x.Rank);
        for (int i = 0; i < x.Rank; i++) BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + (4 * i)), x.Shape[i]);
        stream.Write(head);
        Span<byte> bytes = x.DType switch
        {
            DType.UInt8 => x.ToArray<byte>(),
            DType.Int32 => MemoryMarshal.AsBytes(x.ToArray<int>().AsSpan()),
            DType.Float32 => MemoryMarshal.AsBytes(x.ToArray<float>().AsSpan()),
            _ => MemoryMarshal.AsBytes(x.ToArray<double>().AsSpan()),
        };
        int size = x.DType.ByteSize;
        for (int i = 0; size > 1 && BitConverter.IsLittleEndian && i < bytes.Length; i += size) bytes.Slice(i, size).Reverse();
        stream.Write(bytes);
    }
}
