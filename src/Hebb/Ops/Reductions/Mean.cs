using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The arithmetic mean of all elements. NaN where there are none.</summary>
        public Tensor Mean() => x.Mean([]);

        /// <summary>The arithmetic mean along axes. NaN where there are none.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        /// <exception cref="DTypeException">x does not hold floating-point numbers.</exception>
        public Tensor Mean(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            if (!x.DType.IsFloatingPoint) throw new DTypeException($"The mean of {x.DType} is not defined: it would have a fraction.", "Convert the tensor first: x.To(DType.Float32).Mean().");
            Span<int> over = stackalloc int[AxisCount(x, axes)];
            FillAxes(x, axes, over);
            Tensor numbers = Floating("Mean", x), y = new Tensor(numbers.Backend.Reduce(ReduceKernel.Mean, numbers.Data, over, keepDims));
            return x.IsTracked ? y.From(new MeanGradient(x, over.ToArray())) : y;
        }

        /// <summary>The arithmetic mean along one axis. NaN where there are none.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Mean(int axis, bool keepDims = false) => x.Mean([axis], keepDims);
    }

    /// <summary>How many elements are reduced to one.</summary>
    static int Reduced(Shape shape, ReadOnlySpan<int> axes)
    {
        int count = 1;
        foreach (int axis in axes) count *= shape.Axes[axis];
        return count;
    }

    // dx = dy / n, repeated along the axes.
    sealed class MeanGradient(Tensor x, int[] axes) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, (dy / Reduced(InputShape(0), axes)).ReshapeTo(Kept(InputShape(0), axes)).Expand(InputShape(0)));
    }
}
