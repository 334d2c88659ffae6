using System.Text;

namespace Hebb.Formats;

/// <summary>An open .mat file of version 4: matrices one after the other, each with a header of 20 bytes.</summary>
sealed class Mat4Source : ListedSource
{
    const int Text = 1, Sparse = 2;
    const int MaxText = 1 << 20;

    readonly string source;

    public Mat4Source(FileStream stream, string source)
        : base(stream, new TensorListing(source))
    {
        this.source = source;
        Span<byte> head = stackalloc byte[Mat4Header.Size];
        long length = stream.Length;
        for (long offset = 0; offset < length;)
        {
            stream.Position = offset;
            int got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (got < head.Length || Mat4Header.Read(head, length - offset) is not { } header)
                throw new FormatErrorException(source, offset, "the header of a matrix was expected: a type, rows, columns and the length of a name that fit into the file", "The file is cut short, or no .mat file of version 4.");
            var nameBytes = new byte[header.NameLength];
            stream.ReadExactly(nameBytes);
            string name = listing.Free(Encoding.UTF8.GetString(nameBytes).TrimEnd('\0'));
            long values = offset + Mat4Header.Size + header.NameLength;
            Add(name, header, values);
            offset = values + header.ByteCount;
        }
    }

    public override string Format => "MATLAB 4";

    void Add(string name, Mat4Header header, long offset)
    {
        Shape shape = [header.Rows, header.Columns];
        switch (header.Kind)
        {
            case Text when (long)header.Rows * header.Columns > MaxText: listing.Skip(name, $"a text of more than {MaxText} letters", offset); break;
            case Text: listing.AddTexts(name, MatText.Rows(MatText.Codes(Read(header, offset, 0)), header.Rows, header.Columns), header.Rows == 1, offset); break;
            case Sparse: AddSparse(name, header, offset); break;
            default:
                StoredType type = !header.IsComplex ? header.Type : header.Type == StoredType.Float32 ? StoredType.Complex64 : StoredType.Complex128;
                listing.Add(name, type, StoredValues.WithParts(type, shape), () => Numbers(header, type, shape, offset), offset);
                break;
        }
    }

    Tensor Numbers(Mat4Header header, StoredType type, Shape shape, long offset)
    {
        if (header.IsComplex) return MatNumbers.Tensor(Read(header, offset, 0), Read(header, offset, 1), type, shape, source, offset);
        stream.Position = offset;
        return StoredValues.Read(stream, type, header.IsBigEndian, shape, isColumnMajor: true, source, offset);
    }

    // A row for each value: its row and column counted from 1, then the value in one or two columns. The last row tells the size of the matrix.
    void AddSparse(string name, Mat4Header header, long offset)
    {
        bool isComplex = header.Columns == 4;
        if (header.Columns is not (3 or 4) || header.Rows == 0 || header.IsComplex) throw new FormatErrorException(source, offset, $"a sparse matrix is stored with 3 or 4 columns; {header.Columns} came");
        double[] all = Read(header, offset, 0);
        int last = header.Rows - 1;
        double height = all[last], width = all[header.Rows + last];
        StoredType type = isComplex ? StoredType.Complex128 : StoredType.Float64;
        try
        {
            MatSparse.CheckSize(Whole(height), Whole(width), type, MemoryLimit.Of(stream.Length));
        }
        catch (UnsupportedPartException problem)
        {
            listing.Skip(name, problem.Message, offset);
            return;
        }

        Shape shape = [(int)height, (int)width];
        listing.Add(name, type, StoredValues.WithParts(type, shape), Load, offset);

        Tensor Load()
        {
            var dense = new double[shape.Count];
            double[]? imaginary = isComplex ? new double[dense.Length] : null;
            for (int i = 0; i < last; i++)
            {
                double row = all[i] - 1, column = all[header.Rows + i] - 1;
                if (!(row >= 0 && row < shape[0] && column >= 0 && column < shape[1])) throw new FormatErrorException(source, offset, $"value {i} of a sparse matrix stands in row {row + 1}, column {column + 1} of shape {shape}");
                int to = ((int)column * shape[0]) + (int)row;
                dense[to] = all[(2 * header.Rows) + i];
                if (imaginary is not null) imaginary[to] = all[(3 * header.Rows) + i];
            }

            return MatNumbers.Tensor(dense, imaginary, type, shape, source, offset);
        }

        long Whole(double number) => number is >= 0 and <= int.MaxValue && Math.Floor(number).Equals(number) ? (long)number : throw new FormatErrorException(source, offset, $"a sparse matrix has the length {number}");
    }

    double[] Read(Mat4Header header, long offset, int part)
    {
        var bytes = new byte[(int)Math.Min(Array.MaxLength, (long)header.Rows * header.Columns * header.Type.ByteSize)];
        stream.Position = offset + ((long)part * bytes.Length);
        stream.ReadExactly(bytes);
        return MatNumbers.Doubles(bytes, header.Type, header.IsBigEndian);
    }
}
