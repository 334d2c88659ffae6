using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The largest element under each position of a sliding window: y[i, j] = max over (u, v) of x[i·s + u·d − p, j·s + v·d − p]. Padding never wins; NaN does.</summary>
        /// <param name="kernel">Rows and columns of the window.</param>
        /// <param name="stride">Steps of the window; the kernel unless given.</param>
        /// <param name="padding">Rows and columns around the image, at most half of the kernel.</param>
        /// <param name="dilation">Distance between the window's elements; 1 unless given.</param>
        /// <param name="ceilMode">Keeps windows that hang over the end.</param>
        /// <returns>Shape [n, c, h', w'] with h' = ⌊(h + 2p − d(k − 1) − 1)/s⌋ + 1, rounded up in ceil mode; without n if x has none.</returns>
        /// <exception cref="ShapeException">The window is larger than the padded image, or the padding more than half of it.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        /// <remarks>The gradient goes to the first largest element in scan order; where windows overlap, gradients add up.</remarks>
        public Tensor MaxPool2d(
            (int Rows, int Columns) kernel, (int Rows, int Columns)? stride = null, (int Rows, int Columns) padding = default, (int Rows, int Columns)? dilation = null, bool ceilMode = false)
        {
            (Window window, int rows, int columns) = PoolWindow("MaxPool2d", x, kernel, stride, padding, dilation ?? (1, 1), ceilMode);
            if (NeedsDoubleTaps(x, window)) return x.To(DType.Float64).MaxPool2d(kernel, stride, padding, dilation, ceilMode).To(DType.Float32);
            (Tensor y, Tensor? taps) = Tensor.Of(x.Backend.MaxPool(x.Data, window, rows, columns, x.IsTracked));
            return x.IsTracked ? y.From(new MaxPool2dGradient(x, taps!, window)) : y;
        }

        /// <summary>The largest element under each position of a square window: MaxPool2d((kernel, kernel), …).</summary>
        /// <param name="kernel">Rows and columns of the window.</param>
        /// <param name="stride">Steps of the window; the kernel unless given.</param>
        /// <param name="padding">Rows and columns around the image.</param>
        /// <param name="dilation">Distance between the window's elements.</param>
        /// <param name="ceilMode">Keeps windows that hang over the end.</param>
        public Tensor MaxPool2d(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false) =>
            x.MaxPool2d((kernel, kernel), stride is { } s ? (s, s) : null, (padding, padding), (dilation, dilation), ceilMode);

        /// <summary>Max pooling together with where each maximum lies: row-major indices into the [h, w] plane that it was found in.</summary>
        /// <param name="kernel">Rows and columns of the window.</param>
        /// <param name="stride">Steps of the window; the kernel unless given.</param>
        /// <param name="padding">Rows and columns around the image.</param>
        /// <param name="dilation">Distance between the window's elements; 1 unless given.</param>
        /// <param name="ceilMode">Keeps windows that hang over the end.</param>
        /// <returns>The maxima, and Int64 indices of the same shape.</returns>
        /// <exception cref="ShapeException">The window is larger than the padded image, or the padding more than half of it.</exception>
        public IndexedValues MaxPool2dWithIndices(
            (int Rows, int Columns) kernel, (int Rows, int Columns)? stride = null, (int Rows, int Columns) padding = default, (int Rows, int Columns)? dilation = null, bool ceilMode = false)
        {
            (Window window, int rows, int columns) = PoolWindow("MaxPool2d", x, kernel, stride, padding, dilation ?? (1, 1), ceilMode);
            if (NeedsDoubleTaps(x, window))
            {
                IndexedValues found = x.To(DType.Float64).MaxPool2dWithIndices(kernel, stride, padding, dilation, ceilMode);
                return new IndexedValues(found.Values.To(DType.Float32), found.Indices);
            }

            (Tensor y, Tensor? taps) = Tensor.Of(x.Backend.MaxPool(x.Data, window, rows, columns, keepTaps: true));
            Tensor indices = new(x.Backend.MaxPoolIndices(taps!.Data, window, x.Shape.Axes[^1]));
            return new IndexedValues(x.IsTracked ? y.From(new MaxPool2dGradient(x, taps!, window)) : y, indices);
        }

        /// <summary>The largest element under each position of a window on a sequence.</summary>
        /// <param name="kernel">Length of the window.</param>
        /// <param name="stride">Step of the window; the kernel unless given.</param>
        /// <param name="padding">Elements before and behind, at most half of the kernel.</param>
        /// <param name="dilation">Distance between the window's elements.</param>
        /// <param name="ceilMode">Keeps windows that hang over the end.</param>
        /// <returns>Shape [n, c, l'] for x of shape [n, c, l]; without n if x has none.</returns>
        /// <exception cref="ShapeException">The window is larger than the padded sequence, or the padding more than half of it.</exception>
        public Tensor MaxPool1d(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false) =>
            AsRow("MaxPool1d", x).MaxPool2d((1, kernel), (1, stride ?? kernel), (0, padding), (1, dilation), ceilMode).Squeeze(-2);
    }

    // A backend keeps the number of the largest element in the type of the values: Float32 counts to 2²⁴.
    static bool NeedsDoubleTaps(Tensor x, Window window) => x.DType == DType.Float32 && (long)window.KernelHeight * window.KernelWidth > 1 << 24;

    // Each gradient to its window's maximum. Recorded, it is a scatter to the indices of the maxima, which can be differentiated again.
    sealed class MaxPool2dGradient(Tensor x, Tensor taps, Window window) : Node(x)
    {
        SavedTensor taps = new(taps);

        public override void Backward(Tensor dy)
        {
            Shape shape = InputShape(0);
            int height = shape.Axes[^2], width = shape.Axes[^1];
            AddGradient(0, Autograd.IsRecording
                ? ScatterPlanes(dy, new Tensor(dy.Backend.MaxPoolIndices(taps.For(this).Data, window, width)), shape)
                : new Tensor(dy.Backend.MaxPoolGradient(dy.Data, taps.For(this).Data, window, height, width)));
        }

        protected override void Release() => taps = default;
    }

    /// <summary>Zeros, plus the values at given indices of their planes.</summary>
    static Tensor ScatterPlanes(Tensor values, Tensor indices, Shape shape)
    {
        int windows = values.Shape.Axes[^2] * values.Shape.Axes[^1], plane = shape.Axes[^2] * shape.Axes[^1], planes = windows == 0 ? 0 : values.Count / windows;
        return ScatterAdded(null, [planes, plane], 1, indices.Reshape(planes, windows), values.Reshape(planes, windows)).Reshape(shape);
    }
}
