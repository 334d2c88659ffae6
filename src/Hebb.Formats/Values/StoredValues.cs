using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hebb.Formats;

/// <summary>
/// Turns the values of a file into tensors: any stored type, either byte order, row by row or column by column. The caller has checked that the shape's
/// values are really there, so memory is taken for what exists.
/// </summary>
static class StoredValues
{
    /// <summary>Reads values from a stream, straight into the tensor where no conversion is needed.</summary>
    /// <param name="stream">Stands at the first value.</param>
    /// <param name="type">How the values are stored.</param>
    /// <param name="isBigEndian">Whether the most significant byte comes first.</param>
    /// <param name="shape">The shape, without the axis of 2 that complex numbers add.</param>
    /// <param name="isColumnMajor">Whether the first axis runs fastest (Fortran, MATLAB).</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="offset">Where the first value stands, for error messages.</param>
    /// <exception cref="FormatErrorException">The stream ends too early, or a value has no place in the tensor's type.</exception>
    public static Tensor Read(Stream stream, StoredType type, bool isBigEndian, Shape shape, bool isColumnMajor, string source, long offset)
    {
        if (isColumnMajor && shape.Rank > 1) return Transposed(Read(stream, type, isBigEndian, Reversed(shape), isColumnMajor: false, source, offset), shape.Rank);
        if (!IsStoredAsComputed(type))
        {
            var bytes = new byte[shape.Count * type.ByteSize];
            Fill(stream, bytes, source, offset);
            return Decode(bytes, type, isBigEndian, shape, isColumnMajor: false, source, offset);
        }

        // Lent spans keep the buffer out of memory scopes: what was loaded lives as long as it is reachable.
        Tensor x = Tensor.Zeros(WithParts(type, shape), type.DType);
        Span<byte> values = Bytes(x);
        Fill(stream, values, source, offset);
        Settle(values, type, isBigEndian, source, offset);
        return x;
    }

    /// <summary>Reads values from memory.</summary>
    /// <param name="bytes">The values; exactly as many bytes as the shape takes.</param>
    /// <param name="type">How the values are stored.</param>
    /// <param name="isBigEndian">Whether the most significant byte comes first.</param>
    /// <param name="shape">The shape, without the axis of 2 that complex numbers add.</param>
    /// <param name="isColumnMajor">Whether the first axis runs fastest (Fortran, MATLAB).</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="offset">Where the first value stands, for error messages.</param>
    /// <exception cref="FormatErrorException">A value has no place in the tensor's type.</exception>
    public static Tensor Decode(ReadOnlySpan<byte> bytes, StoredType type, bool isBigEndian, Shape shape, bool isColumnMajor, string source, long offset)
    {
        if (isColumnMajor && shape.Rank > 1) return Transposed(Decode(bytes, type, isBigEndian, Reversed(shape), isColumnMajor: false, source, offset), shape.Rank);
        if (bytes.Length != (long)shape.Count * type.ByteSize) throw new FormatErrorException(source, offset, $"{shape.Count} values of {type.Name} take {(long)shape.Count * type.ByteSize} bytes; there are {bytes.Length}");
        if (IsStoredAsComputed(type))
        {
            Tensor x = Tensor.Zeros(WithParts(type, shape), type.DType);
            Span<byte> values = Bytes(x);
            bytes.CopyTo(values);
            Settle(values, type, isBigEndian, source, offset);
            return x;
        }

        Tensor wide = Tensor.Zeros(shape, type.DType);
        switch (type)
        {
            case StoredType.Float8E4M3 or StoredType.Float8E5M2: Float8.Widen(bytes, type, wide.AsSpan<float>()); break;
            case StoredType.BFloat16: return BrainFloats(bytes, isBigEndian, shape);
            case StoredType.UInt32 or StoredType.UInt64: Widen(bytes, type, isBigEndian, wide.AsSpan<long>(), source, offset); break;
            default: Widen(bytes, type, isBigEndian, wide.AsSpan<int>()); break;
        }

        return wide;
    }

    static bool IsStoredAsComputed(StoredType type) =>
        type is not (StoredType.Int8 or StoredType.Int16 or StoredType.UInt16 or StoredType.UInt32 or StoredType.UInt64 or StoredType.BFloat16 or StoredType.Float8E4M3 or StoredType.Float8E5M2);

    static void Widen(ReadOnlySpan<byte> bytes, StoredType type, bool isBigEndian, Span<int> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                StoredType.Int8 => (sbyte)bytes[i],
                StoredType.Int16 => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * i)..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]),
                _ => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]),
            };
        }
    }

    static void Widen(ReadOnlySpan<byte> bytes, StoredType type, bool isBigEndian, Span<long> values, string source, long offset)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (type == StoredType.UInt32)
            {
                values[i] = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 * i)..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]);
                continue;
            }

            ulong value = isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes[(8 * i)..]) : BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
            if (value > long.MaxValue) throw new FormatErrorException(source, offset + (8L * i), $"value {i} is {value}, which is beyond the signed 64-bit numbers that tensors hold");
            values[i] = (long)value;
        }
    }

    // A bfloat16 is the upper half of a float, so the way through Float32 is exact.
    static Tensor BrainFloats(ReadOnlySpan<byte> bytes, bool isBigEndian, Shape shape)
    {
        var values = new float[shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            ushort upper = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            values[i] = BitConverter.UInt32BitsToSingle((uint)upper << 16);
        }

        return Tensor.From(values, shape).To(DType.BFloat16).Keep();
    }

    // Brings the bytes into the machine's order, and refuses truth values that are neither true nor false.
    static void Settle(Span<byte> values, StoredType type, bool isBigEndian, string source, long offset)
    {
        int size = type.PartSize;
        if (size > 1 && isBigEndian == BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < values.Length; i += size) values.Slice(i, size).Reverse();
        }

        int bad = type == StoredType.Bool ? values.IndexOfAnyExceptInRange((byte)0, (byte)1) : -1;
        if (bad >= 0) throw new FormatErrorException(source, offset + bad, $"a truth value is a byte 0 or 1; {values[bad]} came");
    }

    static void Fill(Stream stream, Span<byte> bytes, string source, long offset)
    {
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length) throw new FormatErrorException(source, offset + read, $"{bytes.Length} bytes of values were expected; the file ends after {read} of them", "It is cut short: download or copy it again.");
    }

    static Span<byte> Bytes(Tensor x) => x.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes(x.AsSpan<float>()),
        DType.Float64 => MemoryMarshal.AsBytes(x.AsSpan<double>()),
        DType.Int64 => MemoryMarshal.AsBytes(x.AsSpan<long>()),
        DType.Int32 => MemoryMarshal.AsBytes(x.AsSpan<int>()),
        DType.Bool => MemoryMarshal.AsBytes(x.AsSpan<bool>()),
        DType.Float16 => MemoryMarshal.AsBytes(x.AsSpan<Half>()),
        _ => x.AsSpan<byte>(),
    };

    /// <summary>The shape of the tensor: complex numbers add a last axis of 2.</summary>
    public static Shape WithParts(StoredType type, Shape shape) => StoredShape.Loaded(shape, type);

    static Shape Reversed(Shape shape)
    {
        int[] lengths = shape.ToArray();
        lengths.AsSpan().Reverse();
        return lengths;
    }

    // The parts of complex numbers stay on the last axis.
    static Tensor Transposed(Tensor x, int rank)
    {
        int[] axes = [.. Enumerable.Range(0, x.Rank)];
        axes.AsSpan(0, rank).Reverse();
        return x.Permute(axes).Clone().Keep();
    }
}
