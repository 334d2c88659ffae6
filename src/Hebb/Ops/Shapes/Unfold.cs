using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The patches of images as columns (im2col), in PyTorch's layout; places outside count as 0.</summary>
        /// <param name="window">The sliding window.</param>
        /// <returns>Shape [n, c·kh·kw, windows] for x of shape [n, c, h, w]; without n if x has none.</returns>
        /// <exception cref="ShapeException">x has another rank, or the window is larger than the padded image.</exception>
        /// <exception cref="DTypeException">x does not hold Float32 or Float64.</exception>
        public Tensor Unfold(Window window)
        {
            if (x.Rank == 3) return x.Unsqueeze(0).Unfold(window).Squeeze(0);
            if (x.Rank != 4) throw new ShapeException($"Unfold takes images of shape [n, c, h, w]; it got {x.Shape}.", "Unsqueeze the axes that are missing.");
            window = CheckedWindow("Unfold", window, x.Shape, x.Shape.Axes[2], x.Shape.Axes[3], x.DType);
            Tensor y = new(x.Backend.Unfold(x.Data, window));
            return x.IsTracked ? y.From(new UnfoldGradient(x, window)) : y;
        }

        /// <summary>The patches of images as columns, for a square window.</summary>
        /// <param name="kernelSize">Rows and columns of the window.</param>
        /// <param name="dilation">The distance between the window's elements.</param>
        /// <param name="padding">Rows and columns of zeros on each side.</param>
        /// <param name="stride">The distance from window to window.</param>
        /// <returns>Shape [n, c·k², windows] for x of shape [n, c, h, w]; without n if x has none.</returns>
        /// <exception cref="ShapeException">x has another rank, or the window is larger than the padded image.</exception>
        /// <exception cref="DTypeException">x does not hold Float32 or Float64.</exception>
        public Tensor Unfold(int kernelSize, int dilation = 1, int padding = 0, int stride = 1) =>
            x.Unfold(new Window(kernelSize, kernelSize, stride, stride, padding, padding, dilation, dilation));

        /// <summary>Columns added back into images (col2im): the adjoint of Unfold. Where windows overlap, values add up.</summary>
        /// <param name="height">The image's height.</param>
        /// <param name="width">The image's width.</param>
        /// <param name="window">The sliding window.</param>
        /// <returns>Shape [n, c, height, width] for x of shape [n, c·kh·kw, windows]; without n if x has none.</returns>
        /// <exception cref="ShapeException">The columns do not belong to such a window on such an image.</exception>
        /// <exception cref="DTypeException">x does not hold Float32 or Float64.</exception>
        public Tensor Fold(int height, int width, Window window)
        {
            if (x.Rank == 2) return x.Unsqueeze(0).Fold(height, width, window).Squeeze(0);
            window = CheckedWindow("Fold", window, x.Shape, height, width, x.DType);
            long area = (long)window.KernelHeight * window.KernelWidth, windows = (long)window.Rows(height) * window.Columns(width);
            if (x.Rank != 3 || x.Shape.Axes[1] % area != 0 || x.Shape.Axes[2] != windows)
            {
                throw new ShapeException(
                    $"Fold into {height} × {width} with a window of {window.KernelHeight} × {window.KernelWidth} takes columns of shape [n, c·{area}, {windows}]; it got {x.Shape}.");
            }

            Tensor y = new(x.Backend.Fold(x.Data, height, width, window));
            return x.IsTracked ? y.From(new FoldGradient(x, window)) : y;
        }

        /// <summary>Columns added back into images, for a square window.</summary>
        /// <param name="height">The image's height.</param>
        /// <param name="width">The image's width.</param>
        /// <param name="kernelSize">Rows and columns of the window.</param>
        /// <param name="dilation">The distance between the window's elements.</param>
        /// <param name="padding">Rows and columns of zeros on each side.</param>
        /// <param name="stride">The distance from window to window.</param>
        /// <returns>Shape [n, c, height, width] for x of shape [n, c·k², windows]; without n if x has none.</returns>
        /// <exception cref="ShapeException">The columns do not belong to such a window on such an image.</exception>
        /// <exception cref="DTypeException">x does not hold Float32 or Float64.</exception>
        public Tensor Fold(int height, int width, int kernelSize, int dilation = 1, int padding = 0, int stride = 1) =>
            x.Fold(height, width, new Window(kernelSize, kernelSize, stride, stride, padding, padding, dilation, dilation));
    }

    /// <summary>Checks a window on an image; returns it with a stride and a dilation that kernels can compute with.</summary>
    static Window CheckedWindow(string operation, Window w, Shape shape, int height, int width, DType type)
    {
        if (type is not (DType.Float32 or DType.Float64)) throw new DTypeException($"{operation} moves Float32 or Float64; it got {type}.", "Convert it first: x.To(DType.Float32).");
        if (w.KernelHeight < 1 || w.KernelWidth < 1 || w.StrideHeight < 1 || w.StrideWidth < 1 || w.DilationHeight < 1 || w.DilationWidth < 1 || w.PaddingHeight < 0 || w.PaddingWidth < 0)
            throw new ShapeException($"{operation} needs a kernel, a stride and a dilation of at least 1 and a padding of at least 0; it got {w}.");
        if (height < 0 || width < 0) throw new ShapeException($"{operation} cannot make an image of {height} × {width}.");
        SlidingAxis rows = w.Vertical(height), columns = w.Horizontal(width);
        rows.CheckLength(operation, shape);
        columns.CheckLength(operation, shape);
        if (rows.Positions < 1 || columns.Positions < 1)
            throw new ShapeException($"{operation}: a window of {w.KernelHeight} × {w.KernelWidth} with dilation {w.DilationHeight} × {w.DilationWidth} does not fit into an image of {height} × {width} with padding {w.PaddingHeight} × {w.PaddingWidth}.");
        return w.On(height, width);
    }

    // dx = dy folded.
    sealed class UnfoldGradient(Tensor x, Window window) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy.Fold(InputShape(0)[2], InputShape(0)[3], window));
    }

    // dx = dy unfolded.
    sealed class FoldGradient(Tensor x, Window window) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy.Unfold(window));
    }
}
