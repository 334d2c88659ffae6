using System.Buffers.Binary;
using System.Text;

namespace Hebb.Formats;

/// <summary>Reads what follows the head of a matrix of a version 5 file.</summary>
static class Mat5Values
{
    /// <summary>Reads numbers. The cursor stands behind the head, and so does the stream.</summary>
    public static Tensor Numbers(Mat5Matrix head, Mat5Cursor cursor, Stream stream, string source, long limit)
    {
        Mat5Tag tag = cursor.Tag();
        long count = head.Count;
        Shape shape = head.Lengths;
        if (tag.Stored is not { } stored || tag.Length != count * stored.ByteSize) throw cursor.Wrong($"{count} numbers were expected; an element of type {tag.Type} and {tag.Length} bytes came");
        bool isAsStored = stored == head.Type || (head.Type == StoredType.Bool && stored is StoredType.UInt8 or StoredType.Int8);
        if (isAsStored && !head.IsComplex) return StoredValues.Read(stream, head.Type, cursor.IsBigEndian, shape, isColumnMajor: true, source, cursor.Offset);
        if (count * sizeof(double) > limit) throw cursor.Wrong($"{count} numbers take more memory than a file of this size is given ({limit} bytes)");
        double[] real = MatNumbers.Doubles(cursor.Data(tag, limit), stored, cursor.IsBigEndian);
        double[]? imaginary = head is { IsComplex: true, IsLogical: false } ? Mat5Matrix.Numbers(cursor, limit) : null;
        if (imaginary is not null && imaginary.Length != real.Length) throw cursor.Wrong($"{real.Length} imaginary parts were expected; {imaginary.Length} came");
        return MatNumbers.Tensor(real, imaginary, head.Type, shape, source, cursor.Offset);
    }

    /// <summary>Reads a sparse matrix as a dense one.</summary>
    public static Tensor Sparse(Mat5Matrix head, Mat5Cursor cursor, string source, long limit)
    {
        double[] rows = Mat5Matrix.Numbers(cursor, limit / 2), columns = Mat5Matrix.Numbers(cursor, limit / 2), real = Mat5Matrix.Numbers(cursor, limit / 2);
        double[]? imaginary = head is { IsComplex: true, IsLogical: false } ? Mat5Matrix.Numbers(cursor, limit / 2) : null;
        return MatSparse.FromColumns(rows, columns, real, imaginary, head.Type, head.Lengths, source, cursor.Offset);
    }

    /// <summary>Reads the letters of a character matrix, column by column.</summary>
    public static char[] Letters(Mat5Cursor cursor, long most)
    {
        Mat5Tag tag = cursor.Tag();
        byte[] bytes = cursor.Data(tag, most);
        switch (tag.Type)
        {
            case Mat5Tag.Utf8: return Encoding.UTF8.GetChars(bytes);
            case Mat5Tag.Utf16: return (cursor.IsBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetChars(bytes);
            case Mat5Tag.Utf32: return new UTF32Encoding(cursor.IsBigEndian, byteOrderMark: false).GetChars(bytes);
            case 4:
                var letters = new char[bytes.Length / 2];
                for (int i = 0; i < letters.Length; i++) letters[i] = (char)(cursor.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2 * i)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i)));
                return letters;
            case 1 or 2: return Encoding.Latin1.GetChars(bytes);
            default: throw cursor.Wrong($"text was expected; an element of type {tag.Type} came");
        }
    }
}
