namespace Hebb.Formats;

/// <summary>Makes dense matrices of sparse ones.</summary>
static class MatSparse
{
    /// <summary>Fills a dense matrix from compressed columns.</summary>
    /// <param name="rows">The row of each value.</param>
    /// <param name="columns">Where each column's values begin, and at last where all end.</param>
    /// <param name="real">The values.</param>
    /// <param name="imaginary">Their imaginary parts, or null.</param>
    /// <param name="type">The type of the tensor.</param>
    /// <param name="shape">The shape, two axes.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="offset">Where the matrix stands.</param>
    public static Tensor FromColumns(double[] rows, double[] columns, double[] real, double[]? imaginary, StoredType type, Shape shape, string source, long offset)
    {
        int height = shape[0], width = shape[1];
        if (columns.Length < width + 1) throw Wrong($"a sparse matrix of {width} columns needs {width + 1} column starts; {columns.Length} came");
        var dense = new double[height * width];
        double[]? denseImaginary = imaginary is null ? null : new double[dense.Length];
        double max = Math.Min(rows.Length, Math.Min(real.Length, imaginary?.Length ?? int.MaxValue));
        for (int column = 0; column < width; column++)
        {
            if (!(columns[column] >= 0 && columns[column] <= columns[column + 1] && columns[column + 1] <= max)) throw Wrong($"column {column} of a sparse matrix has the values {columns[column]} to {columns[column + 1]} of {max}");
            for (int i = (int)columns[column]; i < (int)columns[column + 1]; i++)
            {
                if (!(rows[i] >= 0 && rows[i] < height)) throw Wrong($"a value of a sparse matrix stands in row {rows[i]} of {height}");
                int position = (column * height) + (int)rows[i];
                dense[position] = real[i];
                if (denseImaginary is not null) denseImaginary[position] = imaginary![i];
            }
        }

        return MatNumbers.Tensor(dense, denseImaginary, type, shape, source, offset);

        FormatErrorException Wrong(string problem) => new(source, offset, problem, "The file is damaged.");
    }

    /// <summary>Refuses a sparse matrix whose dense form would take more memory than the file's size makes likely.</summary>
    /// <exception cref="UnsupportedPartException">It does.</exception>
    public static void CheckSize(long height, long width, StoredType type, long limit)
    {
        // Each of the dense numbers is a Float64 on the way.
        int size = Math.Max(type.ByteSize, sizeof(double) * (type.IsComplex ? 2 : 1));
        if (height < 0 || width < 0 || (height > 0 && width > Math.Min(limit, int.MaxValue) / size / height))
            throw new UnsupportedPartException($"it is sparse, and as a dense matrix of shape [{height}, {width}] it takes more memory than a file of this size is given ({limit} bytes)");
    }
}
