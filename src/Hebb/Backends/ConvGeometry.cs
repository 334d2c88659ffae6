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
public readonly record struct ConvGeometry(
    int StrideHeight, int StrideWidth, int PadTop, int PadLeft, int PadBottom, int PadRight, int DilationHeight, int DilationWidth, int Groups)
{
    /// <summary>The output's height: ⌊(h + pads − d(k − 1) − 1) / s⌋ + 1; below 1 where the kernel does not fit.</summary>
    /// <param name="height">The input's height.</param>
    /// <param name="kernel">The kernel's height.</param>
    public int OutHeight(int height, int kernel) => Positions(height + PadTop + PadBottom, kernel, StrideHeight, DilationHeight);

    /// <summary>The output's width.</summary>
    /// <param name="width">The input's width.</param>
    /// <param name="kernel">The kernel's width.</param>
    public int OutWidth(int width, int kernel) => Positions(width + PadLeft + PadRight, kernel, StrideWidth, DilationWidth);

    static int Positions(int padded, int kernel, int stride, int dilation)
    {
        int reach = (dilation * (kernel - 1)) + 1;
        return padded < reach ? 0 : ((padded - reach) / stride) + 1;
    }
}
