namespace Hebb.Formats;

/// <summary>One tensor of a safetensors header, its numbers checked against each other.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DType">Its type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last, counted from the end of the header.</param>
/// <param name="Place">Where the header names it, counted from the start of the file.</param>
sealed record SafetensorsEntry(string Name, DType DType, Shape Shape, long Begin, long End, long Place)
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

    /// <summary>The type that a name of the format stands for; null for one that Hebb has not.</summary>
    public static DType? TypeOf(string name) => name switch
    {
        "F32" => DType.Float32,
        "F64" => DType.Float64,
        "I64" => DType.Int64,
        "I32" => DType.Int32,
        "U8" => DType.UInt8,
        "BOOL" => DType.Bool,
        "F16" => DType.Float16,
        "BF16" => DType.BFloat16,
        _ => null,
    };
}
