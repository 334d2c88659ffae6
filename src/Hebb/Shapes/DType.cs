namespace Hebb;

/// <summary>The type of a tensor's elements.</summary>
public enum DType : byte
{
    /// <summary>IEEE 754 binary32, the default; 4 bytes.</summary>
    Float32,

    /// <summary>IEEE 754 binary64; 8 bytes. Gradient checks run in it.</summary>
    Float64,

    /// <summary>Signed 64-bit integer; the type of labels and indices.</summary>
    Int64,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Unsigned byte; the type of raw pixels.</summary>
    UInt8,

    /// <summary>True or false, one byte each; the type of masks.</summary>
    Bool,

    /// <summary>IEEE 754 binary16. Stored and converted, not computed with.</summary>
    Float16,

    /// <summary>The upper half of a binary32. Stored and converted, not computed with.</summary>
    BFloat16,
}

/// <summary>Facts about <see cref="DType"/> values, and the rules of type promotion.</summary>
public static class DTypes
{
    // In the order of the types. A table, because every operation on a tensor asks for it.
    static ReadOnlySpan<byte> ByteSizes => [4, 8, 8, 4, 1, 1, 2, 2];

    extension(DType type)
    {
        /// <summary>The bytes of one element.</summary>
        public int ByteSize => ByteSizes[(int)type & 7];

        /// <summary>Whether elements are floating-point numbers; only these carry gradients.</summary>
        public bool IsFloatingPoint => type is DType.Float32 or DType.Float64 or DType.Float16 or DType.BFloat16;

        /// <summary>Whether arithmetic is defined (Float16 and BFloat16 are only stored and converted).</summary>
        public bool IsComputable => type is not (DType.Float16 or DType.BFloat16);
    }

    /// <summary>The data type that holds the values of a .NET type.</summary>
    /// <typeparam name="T">float, double, long, int, byte, bool or Half.</typeparam>
    /// <exception cref="DTypeException">There is no data type for <typeparamref name="T"/>.</exception>
    public static DType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(double)) return DType.Float64;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(int)) return DType.Int32;
        if (typeof(T) == typeof(byte)) return DType.UInt8;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        if (typeof(T) == typeof(Half)) return DType.Float16;
        throw new DTypeException(
            $"No tensor holds values of type {typeof(T).Name}.", "Use float, double, long, int, byte, bool or Half, or convert the values first.");
    }

    /// <summary>
    /// The type of the result of an operation on two types, as in PyTorch: kinds are ordered Bool &lt; integer &lt; floating point; the higher kind
    /// wins, within a kind the wider type; UInt8 with Int32 gives Int32. (NumPy differs where an integer meets Float32: it would give Float64.)
    /// </summary>
    /// <param name="a">One operand's type.</param>
    /// <param name="b">The other operand's type.</param>
    public static DType Promote(DType a, DType b)
    {
        if (a == b) return a;
        return Rank(a) >= Rank(b) ? Mixed(a, b) : Mixed(b, a);

        static DType Mixed(DType high, DType low) =>
            high is DType.Float16 or DType.BFloat16 && low is DType.Float16 or DType.BFloat16 ? DType.Float32 : high;
    }

    internal static int Rank(DType type) => type switch
    {
        DType.Bool => 0,
        DType.UInt8 => 1,
        DType.Int32 => 2,
        DType.Int64 => 3,
        DType.Float16 => 4,
        DType.BFloat16 => 5,
        DType.Float32 => 6,
        _ => 7,
    };
}
