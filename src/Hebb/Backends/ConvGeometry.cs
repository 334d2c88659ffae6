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

/// <summary>
/// One axis that a kernel slides along, computed in 64 bits: whatever numbers a user gives, nothing here wraps around. Kernels compute places in 32 bits; they may,
/// because a padded axis beyond <see cref="MaxLength"/> is refused and stride and dilation come out no longer than the axis.
/// </summary>
internal readonly struct SlidingAxis
{
    /// <summary>The longest padded axis.</summary>
    internal const int MaxLength = 1 << 30;

    readonly long padded, reach;
    readonly int stride, dilation;

    /// <summary>Describes an axis; all numbers are at least 0, the kernel, the stride and the dilation at least 1.</summary>
    internal SlidingAxis(int length, int kernel, int stride, long before, long after, int dilation)
    {
        padded = length + before + after;
        reach = ((long)dilation * (kernel - 1)) + 1;
        (this.stride, this.dilation) = (stride, kernel == 1 ? 1 : dilation);
    }

    /// <summary>The length with its padding.</summary>
    internal long Padded => padded;

    /// <summary>How many places one application of the kernel reaches over: d(k − 1) + 1.</summary>
    internal long Reach => reach;

    /// <summary>What is left of the padded axis beside one kernel; negative where the kernel does not fit.</summary>
    internal long Room => padded - reach;

    /// <summary>⌊room / stride⌋ + 1 positions, 0 where the kernel does not fit.</summary>
    internal long Positions => Room < 0 ? 0 : (Room / stride) + 1;

    /// <summary>The stride as kernels see it: any stride longer than the axis has the same single position.</summary>
    internal int Stride => (int)Math.Min(stride, Math.Max(padded, 1));

    /// <summary>The dilation as kernels see it: a kernel of one element has none.</summary>
    internal int Dilation => dilation;

    /// <summary>Refuses a padded axis that is too long to compute with.</summary>
    /// <param name="operation">The operation, for the message.</param>
    /// <param name="input">The shape of its input.</param>
    /// <exception cref="ShapeException">The padded axis is longer than <see cref="MaxLength"/>.</exception>
    internal void CheckLength(string operation, Shape input)
    {
        if (padded > MaxLength)
            throw new ShapeException($"{operation} of an input of shape {input}: padding makes an axis {padded} long, and at most 2^30 = {MaxLength} are computed.", "Take less padding.");
    }

    /// <summary>The taps of a window at one place that lie inside an axis: the first and the one after the last.</summary>
    internal static (int First, int End) Inside(int start, int kernel, int dilation, int length)
    {
        int first = start < 0 ? (-start + dilation - 1) / dilation : 0;
        int end = start >= length ? 0 : Math.Min(kernel, ((length - 1 - start) / dilation) + 1);
        return (Math.Min(first, end), end);
    }
}
