using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hebb.Formats;

/// <summary>Writes a tensor's values as files keep them: little-endian, row by row, in the tensor's own type.</summary>
static class TensorBytes
{
    /// <summary>Writes the values.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="x">The tensor, of any type and strides.</param>
    public static void Write(Stream stream, Tensor x)
    {
        switch (x.DType)
        {
            case DType.Float32: Write<float>(stream, x); break;
            case DType.Float64: Write<double>(stream, x); break;
            case DType.Int64: Write<long>(stream, x); break;
            case DType.Int32: Write<int>(stream, x); break;
            case DType.UInt8: Write<byte>(stream, x); break;
            case DType.Bool: Write<bool>(stream, x); break;
            case DType.Float16: Write<Half>(stream, x); break;
            default: WriteBrainFloats(stream, x); break;
        }
    }

    static void Write<T>(Stream stream, Tensor x)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(x.ToArray<T>().AsSpan());
        LittleEndian.Swap(bytes, x.DType.ByteSize);
        stream.Write(bytes);
    }

    // A bfloat16 is the upper half of a float, so the way through Float32 is exact.
    static void WriteBrainFloats(Stream stream, Tensor x)
    {
        float[] values = x.ToArray<float>();
        var bits = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(bits.AsSpan(2 * i), (ushort)(BitConverter.SingleToUInt32Bits(values[i]) >> 16));
        stream.Write(bits);
    }
}
