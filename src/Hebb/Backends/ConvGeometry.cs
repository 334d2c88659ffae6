namespace Hebb.Backends;

/// <summary>How a convolution's kernel moves over its input.</summary>
/// <param name="StrideHeight">Rows from one output row to the next.</param>
/// <param name="StrideWidth">Columns from one output column to the next.</param>
/// <param name="PadTop">Rows of zeros above.</param>
/// <param name="PadLeft">Columns of zeros on the left.</param>
/// <param name="PadBottom">Rows of zeros below.</param>
/// <param name="PadRight">Columns of zeros on the right.</param>
/// <param name="DilationHeight">Input rows from one kernel row to the next.</param>
/// <param name="DilationWidth">Input columns from one kernel column to the next.</param>
/// <param name="Groups">Into how many independent convolutions the channels are divided.</param>
internal readonly record struct ConvGeometry(
    int StrideHeight, int StrideWidth, int PadTop, int PadLeft, int PadBottom, int PadRight, int DilationHeight, int DilationWidth, int Groups)
{
    /// <summary>The output's height: ⌊(h + pads − d(k − 1) − 1) / s⌋ + 1; below 1 where the kernel does not fit.</summary>
    /// <param name="height">The input's height.</param>
    /// <param name="kernel">The kernel's height.</param>
    public int OutHeight(int height, int kernel) => (int)Vertical(height, kernel).Positions;

    /// <summary>The output's width.</summary>
    /// <param name="width">The input's width.</param>
    /// <param name="kernel">The kernel's width.</param>
    public int OutWidth(int width, int kernel) => (int)Horizontal(width, kernel).Positions;

    internal SlidingAxis Vertical(int height, int kernel) => new(height, kernel, StrideHeight, PadTop, PadBottom, DilationHeight);

    internal SlidingAxis Horizontal(int width, int kernel) => new(width, kernel, StrideWidth, PadLeft, PadRight, DilationWidth);

    /// <summary>The same convolution of an image of this size with a stride and a dilation that kernels can compute with.</summary>
    internal ConvGeometry On(SlidingAxis rows, SlidingAxis columns) =>
        this with { StrideHeight = rows.Stride, StrideWidth = columns.Stride, DilationHeight = rows.Dilation, DilationWidth = columns.Dilation };

    /// <summary>The geometry whose output is as large as its input; where the padding is odd, the extra row or column is at the bottom or right.</summary>
    /// <exception cref="ShapeException">The padding would be longer than an axis can be.</exception>
    internal static ConvGeometry Same(int kernelHeight, int kernelWidth, int dilationHeight, int dilationWidth, int groups)
    {
        int rows = Around(kernelHeight, dilationHeight), columns = Around(kernelWidth, dilationWidth);
        return new ConvGeometry(1, 1, rows / 2, columns / 2, rows - (rows / 2), columns - (columns / 2), dilationHeight, dilationWidth, groups);
    }

    static int Around(int kernel, int dilation) => Shape.Checked((long)dilation * (kernel - 1L), $"\"Same\" padding around a kernel of {kernel} with dilation {dilation}");
}
