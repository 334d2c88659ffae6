namespace Hebb.Formats;

/// <summary>A NumPy type code, such as "&lt;f4": how values are stored, and in which byte order.</summary>
/// <param name="Stored">The type of a value.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
readonly record struct NumpyType(StoredType Stored, bool IsBigEndian)
{
    /// <summary>Reads a type code.</summary>
    /// <param name="code">The code: an optional byte order ('&lt;', '&gt;', '=', '|'), a kind and a size in bytes.</param>
    /// <param name="wrong">Makes the error for a problem and the advice for it.</param>
    /// <exception cref="FormatErrorException">It is the code of objects, text, records or dates, or no code at all.</exception>
    public static NumpyType Of(string code, Func<string, string?, FormatErrorException> wrong) =>
        TryOf(code, out NumpyType type) is { } problem ? throw wrong(problem.What, problem.Help) : type;

    /// <summary>Reads a type code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="read">The type, if it is one of numbers or truth values.</param>
    /// <returns>What the values are instead, and the advice for it; null if they are numbers or truth values.</returns>
    public static (string What, string Help)? TryOf(string code, out NumpyType read)
    {
        read = new NumpyType(StoredType.Float64, IsBigEndian: false);
        bool hasOrder = code.Length > 0 && code[0] is '<' or '>' or '=' or '|';
        bool isBigEndian = hasOrder && (code[0] == '>' || (code[0] == '=' && !BitConverter.IsLittleEndian));
        StoredType? type = code[(hasOrder ? 1 : 0)..] switch
        {
            "b1" or "?" => StoredType.Bool,
            "i1" => StoredType.Int8,
            "i2" => StoredType.Int16,
            "i4" => StoredType.Int32,
            "i8" => StoredType.Int64,
            "u1" => StoredType.UInt8,
            "u2" => StoredType.UInt16,
            "u4" => StoredType.UInt32,
            "u8" => StoredType.UInt64,
            "f2" => StoredType.Float16,
            "f4" => StoredType.Float32,
            "f8" => StoredType.Float64,
            "c8" => StoredType.Complex64,
            "c16" => StoredType.Complex128,
            _ => null,
        };
        if (type is { } known)
        {
            read = new NumpyType(known, isBigEndian);
            return null;
        }

        string shown = code.Length > 40 ? $"{code[..40]}…" : code;
        (string what, string help) = (code.Length > (hasOrder ? 1 : 0) ? code[hasOrder ? 1 : 0] : ' ') switch
        {
            'O' => ("Python objects, which only Python can rebuild", "Save numbers: array.astype(numpy.float32), or one array for each part."),
            'S' or 'U' or 'a' => ("text", "Save numbers, and keep the text in a file of its own."),
            'V' => ("records with fields", "Save each field as an array of its own."),
            'M' or 'm' => ("dates or times", "Save them as numbers: array.astype(numpy.int64)."),
            'f' or 'g' or 'c' or 'G' => ("numbers wider than 64 bits", "Save them narrower: array.astype(numpy.float64)."),
            _ => ("values of a type that is not known", "Types read are bool, int8 to int64, uint8 to uint64, float16 to float64, complex64 and complex128."),
        };
        return ($"the array's type is '{shown}': {what}; only numbers and truth values are read", help);
    }

    /// <summary>The code of the type that stores a tensor's values; null for BFloat16, which NumPy has not.</summary>
    /// <param name="type">The tensor's type.</param>
    public static string? CodeOf(DType type) => type switch
    {
        DType.Float32 => "<f4",
        DType.Float64 => "<f8",
        DType.Int64 => "<i8",
        DType.Int32 => "<i4",
        DType.UInt8 => "|u1",
        DType.Bool => "|b1",
        DType.Float16 => "<f2",
        _ => null,
    };
}
