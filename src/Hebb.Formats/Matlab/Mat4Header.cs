using System.Buffers.Binary;

namespace Hebb.Formats;

/// <summary>The header of one matrix of a version 4 file.</summary>
/// <param name="IsBigEndian">Whether its most significant bytes come first.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Kind">0 numbers, 1 text, 2 a sparse matrix.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsComplex">Whether imaginary parts follow the real ones.</param>
/// <param name="NameLength">The bytes of its name, with the zero at its end.</param>
readonly record struct Mat4Header(bool IsBigEndian, StoredType Type, int Kind, int Rows, int Columns, bool IsComplex, int NameLength)
{
    public const int Size = 20;
    const int MaxNameLength = 4096;

    /// <summary>The bytes of the values.</summary>
    public long ByteCount => (long)Rows * Columns * Type.ByteSize * (IsComplex ? 2 : 1);

    /// <summary>Reads a header, or gives null if these bytes are none or promise more than the bytes that are left.</summary>
    public static Mat4Header? Read(ReadOnlySpan<byte> bytes, long left)
    {
        for (int order = 0; order < 2; order++)
        {
            bool isBig = order == 1;
            int code = Number(bytes, isBig), rows = Number(bytes[4..], isBig), columns = Number(bytes[8..], isBig), imaginary = Number(bytes[12..], isBig), name = Number(bytes[16..], isBig);
            int machine = code / 1000, zero = code / 100 % 10, type = code / 10 % 10, kind = code % 10;
            if (code < 0 || machine != order || zero != 0 || type > 5 || kind > 2 || rows < 0 || columns < 0 || imaginary is not (0 or 1) || name is < 2 or > MaxNameLength) continue;
            var header = new Mat4Header(isBig, TypeOf(type), kind, rows, columns, imaginary == 1, name);
            if ((long)rows * columns <= int.MaxValue && Size + name + header.ByteCount <= left && (bytes.Length == Size || char.IsAsciiLetter((char)bytes[Size]))) return header;
        }

        return null;
    }

    static int Number(ReadOnlySpan<byte> bytes, bool isBig) => isBig ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);

    static StoredType TypeOf(int code) => code switch
    {
        0 => StoredType.Float64,
        1 => StoredType.Float32,
        2 => StoredType.Int32,
        3 => StoredType.Int16,
        4 => StoredType.UInt16,
        _ => StoredType.UInt8,
    };
}
