namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Means over as many windows as wanted, whatever the size of the image: window i of n over a length l is ⌊i·l/n⌋ … ⌈(i + 1)·l/n⌉ − 1.</summary>
        /// <param name="rows">Rows of the result; 1 with 1 column is global average pooling.</param>
        /// <param name="columns">Columns of the result.</param>
        /// <returns>Shape [n, c, rows, columns]; without n if x has none.</returns>
        /// <exception cref="ShapeException">x is no image, or an empty one.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        public Tensor AdaptiveAvgPool2d(int rows, int columns)
        {
            CheckAdaptive("AdaptiveAvgPool2d", x, rows, columns);
            return rows == 1 && columns == 1 ? x.Mean([-2, -1], keepDims: true) : AdaptiveMeans(x, rows, columns);
        }

        /// <summary>The largest elements over as many windows as wanted, whatever the size of the image; see AdaptiveAvgPool2d for the windows.</summary>
        /// <param name="rows">Rows of the result.</param>
        /// <param name="columns">Columns of the result.</param>
        /// <returns>Shape [n, c, rows, columns]; without n if x has none.</returns>
        /// <exception cref="ShapeException">x is no image, or an empty one.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
        public Tensor AdaptiveMaxPool2d(int rows, int columns) => x.AdaptiveMaxPool2dWithIndices(rows, columns).Values;

        /// <summary>Adaptive max pooling together with where each maximum lies: row-major indices into the [h, w] plane.</summary>
        /// <param name="rows">Rows of the result.</param>
        /// <param name="columns">Columns of the result.</param>
        /// <returns>The maxima, and Int64 indices of the same shape.</returns>
        /// <exception cref="ShapeException">x is no image, or an empty one.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
        public IndexedValues AdaptiveMaxPool2dWithIndices(int rows, int columns)
        {
            CheckAdaptive("AdaptiveMaxPool2d", x, rows, columns);
            (Tensor y, Tensor indices) = Tensor.Of(x.Backend.AdaptiveMaxPool(x.Data, rows, columns));
            return new IndexedValues(x.IsTracked ? y.From(new AdaptiveMaxPool2dGradient(x, indices)) : y, indices);
        }
    }

    static void CheckAdaptive(string operation, Tensor x, int rows, int columns)
    {
        CheckPlanes(operation, x);
        if (rows < 1 || columns < 1) throw new ArgumentOutOfRangeException(nameof(rows), $"{operation} to {rows} × {columns}: a result needs at least one row and one column.");
        if (x.Shape.Axes[^2] == 0 || x.Shape.Axes[^1] == 0) throw new ShapeException($"{operation} got images without elements: {x.Shape}.");
    }

    static Tensor AdaptiveMeans(Tensor x, int rows, int columns)
    {
        Tensor y = new(x.Backend.AdaptiveAvgPool(x.Data, rows, columns));
        return x.IsTracked ? y.From(new AdaptiveAvgPool2dGradient(x)) : y;
    }

    // Linear: the gradient is the adjoint, whose gradient is pooling again.
    sealed class AdaptiveAvgPool2dGradient(Tensor x) : Node(x)
    {
        public override void Backward(Tensor dy)
        {
            Tensor dx = new(dy.Backend.AdaptiveAvgPoolGradient(dy.Data, InputShape(0)[-2], InputShape(0)[-1]));
            AddGradient(0, dy.IsTracked ? dx.From(new SpreadAdaptiveMeansGradient(dy)) : dx);
        }
    }

    sealed class SpreadAdaptiveMeansGradient(Tensor dy) : Node(dy)
    {
        public override void Backward(Tensor dy) => AddGradient(0, AdaptiveMeans(dy, InputShape(0)[-2], InputShape(0)[-1]));
    }

    sealed class AdaptiveMaxPool2dGradient(Tensor x, Tensor indices) : Node(x)
    {
        SavedTensor indices = new(indices);

        public override void Backward(Tensor dy) => AddGradient(0, ScatterPlanes(dy, indices.For(this), InputShape(0)));

        protected override void Release() => indices = default;
    }
}
