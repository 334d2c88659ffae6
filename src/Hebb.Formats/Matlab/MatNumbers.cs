using System.Buffers.Binary;

namespace Hebb.Formats;

/// <summary>Turns the numbers of .mat files into each other: they are stored in the smallest type that holds them, whatever the class of the matrix is.</summary>
static class MatNumbers
{
    /// <summary>Reads numbers of any real type as Float64.</summary>
    public static double[] Doubles(ReadOnlySpan<byte> bytes, StoredType type, bool isBig)
    {
        var values = new double[bytes.Length / type.ByteSize];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> from = bytes[(i * type.ByteSize)..];
            values[i] = type switch
            {
                StoredType.Int8 => (sbyte)from[0],
                StoredType.UInt8 or StoredType.Bool => from[0],
                StoredType.Int16 => isBig ? BinaryPrimitives.ReadInt16BigEndian(from) : BinaryPrimitives.ReadInt16LittleEndian(from),
                StoredType.UInt16 => isBig ? BinaryPrimitives.ReadUInt16BigEndian(from) : BinaryPrimitives.ReadUInt16LittleEndian(from),
                StoredType.Int32 => isBig ? BinaryPrimitives.ReadInt32BigEndian(from) : BinaryPrimitives.ReadInt32LittleEndian(from),
                StoredType.UInt32 => isBig ? BinaryPrimitives.ReadUInt32BigEndian(from) : BinaryPrimitives.ReadUInt32LittleEndian(from),
                StoredType.Int64 => isBig ? BinaryPrimitives.ReadInt64BigEndian(from) : BinaryPrimitives.ReadInt64LittleEndian(from),
                StoredType.UInt64 => isBig ? BinaryPrimitives.ReadUInt64BigEndian(from) : BinaryPrimitives.ReadUInt64LittleEndian(from),
                StoredType.Float16 => (double)(isBig ? BinaryPrimitives.ReadHalfBigEndian(from) : BinaryPrimitives.ReadHalfLittleEndian(from)),
                StoredType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)(isBig ? BinaryPrimitives.ReadUInt16BigEndian(from) : BinaryPrimitives.ReadUInt16LittleEndian(from)) << 16),
                StoredType.Float32 => isBig ? BinaryPrimitives.ReadSingleBigEndian(from) : BinaryPrimitives.ReadSingleLittleEndian(from),
                _ => isBig ? BinaryPrimitives.ReadDoubleBigEndian(from) : BinaryPrimitives.ReadDoubleLittleEndian(from),
            };
        }

        return values;
    }

    /// <summary>Makes a tensor of a class's type from numbers in MATLAB's order, column by column.</summary>
    /// <param name="real">The real parts.</param>
    /// <param name="imaginary">The imaginary parts, or null.</param>
    /// <param name="type">The type: Bool, a real type, or a complex one if there are imaginary parts.</param>
    /// <param name="shape">The shape that MATLAB shows.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="offset">Where the values stand.</param>
    public static Tensor Tensor(double[] real, double[]? imaginary, StoredType type, Shape shape, string source, long offset)
    {
        var bytes = new byte[real.Length * type.ByteSize];
        for (int i = 0; i < real.Length; i++) Write(bytes.AsSpan(i * type.ByteSize), real[i], imaginary is null ? 0 : imaginary[i], type);
        return StoredValues.Decode(bytes, type, isBigEndian: false, shape, isColumnMajor: true, source, offset);
    }

    // Conversions saturate: numbers beyond a class's range cannot come from MATLAB.
    static void Write(Span<byte> to, double real, double imaginary, StoredType type)
    {
        switch (type)
        {
            case StoredType.Bool: to[0] = real != 0 ? (byte)1 : (byte)0; break;
            case StoredType.Int8: to[0] = (byte)(sbyte)Math.Clamp(real, sbyte.MinValue, sbyte.MaxValue); break;
            case StoredType.UInt8: to[0] = (byte)Math.Clamp(real, 0, byte.MaxValue); break;
            case StoredType.Int16: BinaryPrimitives.WriteInt16LittleEndian(to, (short)Math.Clamp(real, short.MinValue, short.MaxValue)); break;
            case StoredType.UInt16: BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)Math.Clamp(real, 0, ushort.MaxValue)); break;
            case StoredType.Int32: BinaryPrimitives.WriteInt32LittleEndian(to, (int)Math.Clamp(real, int.MinValue, int.MaxValue)); break;
            case StoredType.UInt32: BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)Math.Clamp(real, 0, uint.MaxValue)); break;
            case StoredType.Int64: BinaryPrimitives.WriteInt64LittleEndian(to, (long)real); break;
            case StoredType.UInt64: BinaryPrimitives.WriteUInt64LittleEndian(to, (ulong)Math.Max(0, real)); break;
            case StoredType.Float32: BinaryPrimitives.WriteSingleLittleEndian(to, (float)real); break;
            case StoredType.Float64: BinaryPrimitives.WriteDoubleLittleEndian(to, real); break;
            case StoredType.Complex64:
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)real);
                BinaryPrimitives.WriteSingleLittleEndian(to[4..], (float)imaginary);
                break;
            default:
                BinaryPrimitives.WriteDoubleLittleEndian(to, real);
                BinaryPrimitives.WriteDoubleLittleEndian(to[8..], imaginary);
                break;
        }
    }
}
