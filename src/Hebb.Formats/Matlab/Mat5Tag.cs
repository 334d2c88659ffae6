namespace Hebb.Formats;

/// <summary>The head of an element of a version 5 file.</summary>
/// <param name="Type">What its data are.</param>
/// <param name="Length">The bytes of its data.</param>
/// <param name="Padding">The bytes that fill it up.</param>
readonly record struct Mat5Tag(int Type, long Length, int Padding)
{
    public const int Matrix = 14, Compressed = 15, Utf8 = 16, Utf16 = 17, Utf32 = 18;

    /// <summary>How the data store numbers, or null if they are none.</summary>
    public StoredType? Stored => Type switch
    {
        1 => StoredType.Int8,
        2 => StoredType.UInt8,
        3 => StoredType.Int16,
        4 => StoredType.UInt16,
        5 => StoredType.Int32,
        6 => StoredType.UInt32,
        7 => StoredType.Float32,
        9 => StoredType.Float64,
        12 => StoredType.Int64,
        13 => StoredType.UInt64,
        _ => null,
    };
}
