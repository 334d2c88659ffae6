namespace Hebb.Formats;

/// <summary>Facts about <see cref="StoredType"/> values.</summary>
internal static class StoredTypes
{
    extension(StoredType type)
    {
        /// <summary>The bytes of one element in a file.</summary>
        public int ByteSize => type switch
        {
            StoredType.Bool or StoredType.Int8 or StoredType.UInt8 or StoredType.Float8E4M3 or StoredType.Float8E5M2 => 1,
            StoredType.Int16 or StoredType.UInt16 or StoredType.Float16 or StoredType.BFloat16 => 2,
            StoredType.Int32 or StoredType.UInt32 or StoredType.Float32 => 4,
            StoredType.Complex128 => 16,
            _ => 8,
        };

        /// <summary>The bytes that a file stores in one order: a complex number is two of them.</summary>
        public int PartSize => type.IsComplex ? type.ByteSize / 2 : type.ByteSize;

        /// <summary>Whether an element is a real and an imaginary part.</summary>
        public bool IsComplex => type is StoredType.Complex64 or StoredType.Complex128;

        /// <summary>NumPy's name of the type, such as "int16".</summary>
        public string Name => type switch
        {
            StoredType.BFloat16 => "bfloat16",
            StoredType.Float8E4M3 => "float8_e4m3fn",
            StoredType.Float8E5M2 => "float8_e5m2",
            _ => type.ToString().ToLowerInvariant(),
        };

        /// <summary>The type of a tensor read from such values.</summary>
        public DType DType => type switch
        {
            StoredType.Bool => DType.Bool,
            StoredType.UInt8 => DType.UInt8,
            StoredType.Int8 or StoredType.Int16 or StoredType.UInt16 or StoredType.Int32 => DType.Int32,
            StoredType.UInt32 or StoredType.Int64 or StoredType.UInt64 => DType.Int64,
            StoredType.Float16 => DType.Float16,
            StoredType.BFloat16 => DType.BFloat16,
            StoredType.Float32 or StoredType.Complex64 or StoredType.Float8E4M3 or StoredType.Float8E5M2 => DType.Float32,
            _ => DType.Float64,
        };
    }

    /// <summary>The type that stores a tensor's values without loss.</summary>
    /// <param name="type">The tensor's type.</param>
    public static StoredType Of(DType type) => type switch
    {
        DType.Float32 => StoredType.Float32,
        DType.Float64 => StoredType.Float64,
        DType.Int64 => StoredType.Int64,
        DType.Int32 => StoredType.Int32,
        DType.UInt8 => StoredType.UInt8,
        DType.Bool => StoredType.Bool,
        DType.Float16 => StoredType.Float16,
        _ => StoredType.BFloat16,
    };
}
