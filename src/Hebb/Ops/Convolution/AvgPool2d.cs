using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The mean under each position of a sliding window.</summary>
        /// <param name="kernel">Rows and columns of the window.</param>
        /// <param name="stride">Steps of the window; the kernel unless given.</param>
        /// <param name="padding">Zeros around the image, at most half of the kernel.</param>
        /// <param name="ceilMode">Keeps windows that hang over the end.</param>
        /// <param name="countIncludePad">Whether the padding counts as elements of the mean. What ceil mode adds beyond the padding never does.</param>
        /// <param name="divisorOverride">Divides every sum instead of the number of elements.</param>
        /// <returns>Shape [n, c, h', w'] with h' = ⌊(h + 2p − k)/s⌋ + 1, rounded up in ceil mode; without n if x has none.</returns>
        /// <exception cref="ShapeException">The window is larger than the padded image, or the padding more than half of it.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The divisor is 0.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        public Tensor AvgPool2d(
            (int Rows, int Columns) kernel, (int Rows, int Columns)? stride = null, (int Rows, int Columns) padding = default, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null)
        {
            if (divisorOverride == 0) throw new ArgumentOutOfRangeException(nameof(divisorOverride), "AvgPool2d cannot divide by 0; leave divisorOverride out to divide by the number of elements.");
            (Window window, int rows, int columns) = PoolWindow("AvgPool2d", x, kernel, stride, padding, (1, 1), ceilMode);
            return AvgPool(x, window, rows, columns, countIncludePad, divisorOverride ?? 0);
        }

        /// <summary>The mean under each position of a square window: AvgPool2d((kernel, kernel), …).</summary>
        /// <param name="kernel">Rows and columns of the window.</param>
        /// <param name="stride">Steps of the window; the kernel unless given.</param>
        /// <param name="padding">Zeros around the image.</param>
        /// <param name="ceilMode">Keeps windows that hang over the end.</param>
        /// <param name="countIncludePad">Whether the padding counts as elements of the mean.</param>
        /// <param name="divisorOverride">Divides every sum instead of the number of elements.</param>
        public Tensor AvgPool2d(int kernel, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null) =>
            x.AvgPool2d((kernel, kernel), stride is { } s ? (s, s) : null, (padding, padding), ceilMode, countIncludePad, divisorOverride);

        /// <summary>The mean under each position of a window on a sequence.</summary>
        /// <param name="kernel">Length of the window.</param>
        /// <param name="stride">Step of the window; the kernel unless given.</param>
        /// <param name="padding">Zeros before and behind, at most half of the kernel.</param>
        /// <param name="ceilMode">Keeps windows that hang over the end.</param>
        /// <param name="countIncludePad">Whether the padding counts as elements of the mean.</param>
        /// <returns>Shape [n, c, l'] for x of shape [n, c, l]; without n if x has none.</returns>
        /// <exception cref="ShapeException">The window is larger than the padded sequence, or the padding more than half of it.</exception>
        public Tensor AvgPool1d(int kernel, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true) =>
            AsRow("AvgPool1d", x).AvgPool2d((1, kernel), (1, stride ?? kernel), (0, padding), ceilMode, countIncludePad).Squeeze(-2);
    }

    static Tensor AvgPool(Tensor x, Window window, int rows, int columns, bool countPadding, int divisor)
    {
        Tensor y = new(x.Backend.AvgPool(x.Data, window, rows, columns, countPadding, divisor));
        return x.IsTracked ? y.From(new AvgPool2dGradient(x, window, countPadding, divisor)) : y;
    }

    static Tensor SpreadMeans(Tensor dy, Window window, int height, int width, bool countPadding, int divisor)
    {
        Tensor dx = new(dy.Backend.AvgPoolGradient(dy.Data, window, height, width, countPadding, divisor));
        return dy.IsTracked ? dx.From(new SpreadMeansGradient(dy, window, countPadding, divisor)) : dx;
    }

    // Pooling is linear: its gradient is its adjoint, whose gradient is pooling again.
    sealed class AvgPool2dGradient(Tensor x, Window window, bool countPadding, int divisor) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, SpreadMeans(dy, window, InputShape(0)[-2], InputShape(0)[-1], countPadding, divisor));
    }

    sealed class SpreadMeansGradient(Tensor dy, Window window, bool countPadding, int divisor) : Node(dy)
    {
        public override void Backward(Tensor dy) => AddGradient(0, AvgPool(dy, window, InputShape(0)[-2], InputShape(0)[-1], countPadding, divisor));
    }
}
