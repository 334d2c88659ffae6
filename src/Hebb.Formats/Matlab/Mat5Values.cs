using System.Text;

namespace Hebb.Formats;

/// <summary>Reads what follows the head of a matrix of a version 5 file.</summary>
static class Mat5Values
{
    /// <summary>Reads numbers. The cursor stands behind the head, and so does the stream.</summary>
    public static Tensor Numbers(Mat5Matrix head, Mat5Cursor cursor, Stream stream, string source, long limit)
    {
        long count = head.Count;
        Shape shape = head.Lengths;
        if (count == 0) return MatNumbers.Tensor([], head.IsComplex ? [] : null, head.Type, shape, source, cursor.Offset);
        Mat5Tag tag = cursor.Tag();
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
        double[] rows = Mat5Matrix.Numbers(cursor, limit / 2), columns = Mat5Matrix.Numbers(cursor, limit / 2);
        double[] real = head.IsLogical ? Truths(cursor, columns.Length > 0 ? columns[^1] : 0, limit / 2) : Mat5Matrix.Numbers(cursor, limit / 2);
        double[]? imaginary = head is { IsComplex: true, IsLogical: false } ? Mat5Matrix.Numbers(cursor, limit / 2) : null;
        return MatSparse.FromColumns(rows, columns, real, imaginary, head.Type, head.Lengths, source, cursor.Offset);
    }

    /// <summary>Reads the letters of a character matrix, column by column.</summary>
    /// <param name="cursor">Stands behind the head.</param>
    /// <param name="count">How many letters the matrix has.</param>
    /// <param name="max">The most bytes that they may take.</param>
    public static int[] Letters(Mat5Cursor cursor, long count, long max)
    {
        Mat5Tag tag = cursor.Tag();
        byte[] bytes = cursor.Data(tag, max);
        switch (tag.Type)
        {
            case Mat5Tag.Utf8: return MatText.Letters(Encoding.UTF8.GetString(bytes), count);
            case Mat5Tag.Utf16: return MatText.Letters((cursor.IsBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes), count);
            case Mat5Tag.Utf32: return MatText.Letters(new UTF32Encoding(cursor.IsBigEndian, byteOrderMark: false).GetString(bytes), count);
            case 1 or 2: return [.. bytes];
            default:
                return tag.Stored is { } type ? MatText.Codes(MatNumbers.Doubles(bytes, type, cursor.IsBigEndian)) : throw cursor.Wrong($"text was expected; an element of type {tag.Type} came");
        }
    }

    // MATLAB writes the values of a sparse matrix of truth values as bytes, but tags them as doubles.
    static double[] Truths(Mat5Cursor cursor, double count, long max)
    {
        Mat5Tag tag = cursor.Tag();
        if (tag.Stored is not { } type) throw cursor.Wrong($"numbers were expected; an element of type {tag.Type} came");
        byte[] bytes = cursor.Data(tag, max);
        bool areBytes = bytes.Length % type.ByteSize != 0 || (bytes.Length / type.ByteSize < count && bytes.Length >= count);
        return MatNumbers.Doubles(bytes, areBytes ? StoredType.UInt8 : type, cursor.IsBigEndian);
    }
}
