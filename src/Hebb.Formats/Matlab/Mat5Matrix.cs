using System.Text;

namespace Hebb.Formats;

/// <summary>The head of a matrix of a version 5 file: its class, flags, lengths and name.</summary>
/// <param name="Class">Its class, such as 6 for double.</param>
/// <param name="IsLogical">Whether its numbers are truth values.</param>
/// <param name="IsComplex">Whether it has imaginary parts.</param>
/// <param name="Lengths">Its axes, at least two.</param>
/// <param name="Name">Its name; empty for members of structures and cells.</param>
sealed record Mat5Matrix(int Class, bool IsLogical, bool IsComplex, int[] Lengths, string Name)
{
    public const int Cell = 1, Structure = 2, Text = 4, Sparse = 5, FirstNumber = 6, LastNumber = 15, Opaque = 17;
    const int MaxAxes = 32;
    const int MaxNameLength = 4096;

    /// <summary>The number of elements, or -1 if a tensor cannot have as many.</summary>
    public long Count
    {
        get
        {
            long count = 1, reach = 1;
            foreach (int length in Lengths)
            {
                if (reach * Math.Max(1, length) > int.MaxValue) return -1;
                count *= length;
                reach *= Math.Max(1, length);
            }

            return count;
        }
    }

    /// <summary>How a tensor of it is stored.</summary>
    public StoredType Type
    {
        get
        {
            if (IsLogical) return StoredType.Bool;
            if (IsComplex) return Class == 7 ? StoredType.Complex64 : StoredType.Complex128;
            return Class switch
            {
                7 => StoredType.Float32,
                8 => StoredType.Int8,
                9 => StoredType.UInt8,
                10 => StoredType.Int16,
                11 => StoredType.UInt16,
                12 => StoredType.Int32,
                13 => StoredType.UInt32,
                14 => StoredType.Int64,
                15 => StoredType.UInt64,
                _ => StoredType.Float64,
            };
        }
    }

    /// <summary>The class's name for people.</summary>
    public string ClassName => Class switch
    {
        3 => "an object",
        16 => "a function handle",
        Opaque => "an object of a newer kind (such as a string, table or datetime)",
        _ => $"of the unknown class {Class}",
    };

    /// <summary>Reads the head; the class's own elements come next.</summary>
    public static Mat5Matrix Read(Mat5Cursor cursor)
    {
        double[] flags = Numbers(cursor, 8);
        if (flags.Length < 1 || flags[0] is < 0 or > uint.MaxValue) throw cursor.Wrong("the flags of a matrix were expected");
        uint bits = (uint)flags[0];
        int kind = (int)(bits & 0xFF);
        if (kind == Opaque) return new Mat5Matrix(kind, false, false, [0, 0], ReadName(cursor));
        double[] lengths = Numbers(cursor, 4 * MaxAxes);
        if (lengths.Length < 2 || !Array.TrueForAll(lengths, length => length is >= 0 and <= int.MaxValue)) throw cursor.Wrong($"the lengths of a matrix were expected; {string.Join(", ", lengths)} came");
        return new Mat5Matrix(kind, (bits & 0x200) != 0, (bits & 0x800) != 0, Array.ConvertAll(lengths, length => (int)length), ReadName(cursor));
    }

    /// <summary>Reads an element of numbers.</summary>
    public static double[] Numbers(Mat5Cursor cursor, long max)
    {
        Mat5Tag tag = cursor.Tag();
        if (tag.Stored is not { } type) throw cursor.Wrong($"numbers were expected; an element of type {tag.Type} came");
        byte[] bytes = cursor.Data(tag, max);
        return bytes.Length % type.ByteSize == 0 ? MatNumbers.Doubles(bytes, type, cursor.IsBigEndian) : throw cursor.Wrong($"numbers of {type.ByteSize} bytes do not fill {bytes.Length} bytes");
    }

    static string ReadName(Mat5Cursor cursor) => Encoding.UTF8.GetString(cursor.Data(cursor.Tag(), MaxNameLength)).TrimEnd('\0');
}
