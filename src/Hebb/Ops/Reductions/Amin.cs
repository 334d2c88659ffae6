using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The smallest value of all elements. NaN where one is NaN. Equal smallest values share the gradient evenly.</summary>
        public Tensor Amin() => x.Amin([]);

        /// <summary>The smallest value along axes. NaN where one is NaN. Equal smallest values share the gradient evenly.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice, or there is nothing to compare.</exception>
        public Tensor Amin(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            int[] over = Axes(x, axes);
            CheckNotEmpty("Amin", x, over);
            Tensor y = new(x.Backend.Reduce(ReduceKernel.Min, x.Data, over, keepDims));
            return x.IsTracked ? y.From(new ExtremeGradient("Amin", x, y, over)) : y;
        }

        /// <summary>The smallest value along one axis. NaN where one is NaN. Equal smallest values share the gradient evenly.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Amin(int axis, bool keepDims = false) => x.Amin([axis], keepDims);
    }
}
