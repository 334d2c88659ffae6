namespace Hebb.Formats;

/// <summary>One tensor of a safetensors header, its numbers checked against each other.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its values are stored; null if it is not read.</param>
/// <param name="Shape">Its shape, without the axis of 2 that complex numbers add.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last, counted from the end of the header.</param>
/// <param name="Offset">Where the header names it, counted from the start of the file.</param>
/// <param name="Problem">Why it is not read; null if it is.</param>
sealed record SafetensorsEntry(string Name, StoredType? Type, Shape Shape, long Begin, long End, long Offset, string? Problem = null)
{
    /// <summary>The format's name of a type.</summary>
    public static string NameOf(DType type) => type switch
    {
        DType.Float32 => "F32",
        DType.Float64 => "F64",
        DType.Int64 => "I64",
        DType.Int32 => "I32",
        DType.UInt8 => "U8",
        DType.Bool => "BOOL",
        DType.Float16 => "F16",
        _ => "BF16",
    };

    /// <summary>The type that a name of the format stands for; null for one that Hebb does not read.</summary>
    public static StoredType? TypeOf(string name) => name switch
    {
        "F32" => StoredType.Float32,
        "F64" => StoredType.Float64,
        "F16" => StoredType.Float16,
        "BF16" => StoredType.BFloat16,
        "F8_E4M3" => StoredType.Float8E4M3,
        "F8_E5M2" => StoredType.Float8E5M2,
        "I64" => StoredType.Int64,
        "I32" => StoredType.Int32,
        "I16" => StoredType.Int16,
        "I8" => StoredType.Int8,
        "U64" => StoredType.UInt64,
        "U32" => StoredType.UInt32,
        "U16" => StoredType.UInt16,
        "U8" => StoredType.UInt8,
        "BOOL" => StoredType.Bool,
        "C64" => StoredType.Complex64,
        _ => null,
    };
}
