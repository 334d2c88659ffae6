namespace Hebb.Backends;

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
    public int Rows(int height) => Positions(height, KernelHeight, StrideHeight, PaddingHeight, DilationHeight);

    /// <summary>The number of windows along the width.</summary>
    /// <param name="width">The image's width.</param>
    public int Columns(int width) => Positions(width, KernelWidth, StrideWidth, PaddingWidth, DilationWidth);

    static int Positions(int length, int kernel, int stride, int padding, int dilation) =>
        ((length + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;
}
