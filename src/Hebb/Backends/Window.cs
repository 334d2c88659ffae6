using Hebb.Backends;

namespace Hebb;

/// <summary>A window that slides over an image: kernel, stride, padding and dilation along height and width.</summary>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="StrideHeight">Rows from one window to the next.</param>
/// <param name="StrideWidth">Columns from one window to the next.</param>
/// <param name="PaddingHeight">Rows added above and below.</param>
/// <param name="PaddingWidth">Columns added left and right.</param>
/// <param name="DilationHeight">Rows from one kernel element to the next.</param>
/// <param name="DilationWidth">Columns from one kernel element to the next.</param>
public readonly record struct Window(
    int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, int DilationHeight, int DilationWidth)
{
    /// <summary>The number of windows along the height: ⌊(h + 2p − d(k − 1) − 1) / s⌋ + 1.</summary>
    /// <param name="height">The image's height.</param>
    public int Rows(int height) => (int)Vertical(height).Positions;

    /// <summary>The number of windows along the width.</summary>
    /// <param name="width">The image's width.</param>
    public int Columns(int width) => (int)Horizontal(width).Positions;

    internal SlidingAxis Vertical(int height) => new(height, KernelHeight, StrideHeight, PaddingHeight, PaddingHeight, DilationHeight);

    internal SlidingAxis Horizontal(int width) => new(width, KernelWidth, StrideWidth, PaddingWidth, PaddingWidth, DilationWidth);

    /// <summary>The same windows on an image of this size with a stride and a dilation that kernels can compute with.</summary>
    internal Window On(int height, int width)
    {
        SlidingAxis rows = Vertical(height), columns = Horizontal(width);
        return this with { StrideHeight = rows.Stride, StrideWidth = columns.Stride, DilationHeight = rows.Dilation, DilationWidth = columns.Dilation };
    }
}
