namespace Hebb.Backends.Cpu;

/// <summary>A window on planes of one size: what the pooling kernels need to know beside their pointers.</summary>
/// <param name="Height">Rows of a plane.</param>
/// <param name="Width">Columns of a plane.</param>
/// <param name="Rows">Windows along the height.</param>
/// <param name="Columns">Windows along the width.</param>
/// <param name="Window">The window.</param>
internal readonly record struct PoolShape(int Height, int Width, int Rows, int Columns, Window Window)
{
    internal int Plane => Height * Width;

    internal int Windows => Rows * Columns;

    /// <summary>Whether every window is a full 2×2 block of its own.</summary>
    internal bool IsHalving => Window is { KernelHeight: 2, KernelWidth: 2, StrideHeight: 2, StrideWidth: 2, PaddingHeight: 0, PaddingWidth: 0, DilationHeight: 1, DilationWidth: 1 }
        && 2 * Rows <= Height && 2 * Columns <= Width;

    /// <summary>The windows of a row whose taps all lie inside, with one column to spare for loads of pairs.</summary>
    internal (int First, int End) Interior()
    {
        Window w = Window;
        int first = (w.PaddingWidth + w.StrideWidth - 1) / w.StrideWidth;
        int room = Width - 1 - ((w.KernelWidth - 1) * w.DilationWidth) + w.PaddingWidth - (w.StrideWidth == 2 ? 1 : 0);
        int end = room < 0 ? 0 : Math.Min(Columns, (room / w.StrideWidth) + 1);
        return (first, Math.Max(first, end));
    }
}
