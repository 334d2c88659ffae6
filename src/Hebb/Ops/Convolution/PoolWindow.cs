using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>A pooling window on planes of a given size, checked; ceil mode keeps a last window that hangs over the end, if it begins inside or in the padding before.</summary>
    static (Window Window, int Rows, int Columns) PoolWindow(
        string operation, Tensor x, (int Rows, int Columns) kernel, (int Rows, int Columns)? stride, (int Rows, int Columns) padding, (int Rows, int Columns) dilation, bool ceilMode)
    {
        CheckPlanes(operation, x);
        (int sh, int sw) = stride ?? kernel;
        var w = new Window(kernel.Rows, kernel.Columns, sh, sw, padding.Rows, padding.Columns, dilation.Rows, dilation.Columns);
        if (kernel.Rows < 1 || kernel.Columns < 1 || sh < 1 || sw < 1 || dilation.Rows < 1 || dilation.Columns < 1 || padding.Rows < 0 || padding.Columns < 0)
            throw new ShapeException($"{operation} needs a kernel, a stride and a dilation of at least 1 and a padding of at least 0; it got {w}.");
        if (padding.Rows > kernel.Rows / 2 || padding.Columns > kernel.Columns / 2)
        {
            throw new ShapeException(
                $"{operation}: padding {padding} is more than half of the kernel {kernel}, so some windows would hold nothing but padding.",
                "Take a padding of at most kernel / 2.");
        }

        if ((long)kernel.Rows * kernel.Columns > int.MaxValue) throw new ShapeException($"{operation}: a kernel of {kernel} has more elements than a window can (2^31 - 1).");
        int height = x.Shape.Axes[^2], width = x.Shape.Axes[^1];
        int rows = Positions(operation, x, height, w.Vertical(height), kernel.Rows, padding.Rows, ceilMode);
        int columns = Positions(operation, x, width, w.Horizontal(width), kernel.Columns, padding.Columns, ceilMode);
        return (w.On(height, width), rows, columns);
    }

    static int Positions(string operation, Tensor x, int length, SlidingAxis axis, int kernel, int padding, bool ceilMode)
    {
        axis.CheckLength(operation, x.Shape);
        (int stride, int dilation, long reach) = (axis.Stride, axis.Dilation, axis.Reach);
        if (axis.Room < 0 || length == 0)
        {
            throw new ShapeException(
                $"{operation}: a kernel of {kernel}{(dilation > 1 ? $" with dilation {dilation} (reach {reach})" : string.Empty)} is larger than the padded input, {length} + 2·{padding}, of shape {x.Shape}: the result would be empty.",
                "Take a smaller kernel, more padding, or fewer pooling layers before this one.");
        }

        int positions = (int)((axis.Room + (ceilMode ? stride - 1 : 0)) / stride) + 1;
        if (ceilMode && (positions - 1L) * stride >= (long)length + padding) positions--;
        // Only a window that begins in the padding can step over the whole input.
        for (int i = 0; dilation > 1 && i < positions && (long)i * stride < padding; i++)
        {
            long first = ((long)i * stride) - padding, inside = first + ((-first + dilation - 1) / dilation * dilation);
            if (inside >= length || inside >= first + reach)
                throw new ShapeException($"{operation}: with kernel {kernel}, dilation {dilation} and padding {padding} on a length of {length}, window {i} holds nothing but padding.", "Take less padding or dilation.");
        }

        return positions;
    }

    static void CheckPlanes(string operation, Tensor x)
    {
        if (x.Rank is not (3 or 4))
            throw new ShapeException($"{operation} takes images of shape [n, c, h, w] or [c, h, w]; it got {x.Shape}.", "Unsqueeze the axes that are missing.");
        CheckFloating(operation, x);
    }

    static void CheckFloating(string operation, Tensor x)
    {
        if (x.DType is not (DType.Float32 or DType.Float64)) throw new DTypeException($"{operation} computes in Float32 or Float64; it got {x.DType}.", "Convert it first: x.To(DType.Float32).");
    }

    /// <summary>[.., length] as an image of one row, for the one-dimensional forms.</summary>
    static Tensor AsRow(string operation, Tensor x) => x.Rank is 2 or 3
        ? x.Unsqueeze(-2)
        : throw new ShapeException($"{operation} takes sequences of shape [n, c, length] or [c, length]; it got {x.Shape}.", "Unsqueeze the axes that are missing.");
}
