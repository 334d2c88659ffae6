using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Whether any element is true (for numbers: not 0), in the whole tensor. False for none.</summary>
        public Tensor Any() => x.Any([]);

        /// <summary>Whether any element is true (for numbers: not 0) along axes. False for none.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor Any(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            Tensor mask = x.DType == DType.Bool ? x : x.NotEqual(0);
            return new Tensor(mask.Backend.Reduce(ReduceKernel.Any, mask.Data, Axes(x, axes), keepDims));
        }

        /// <summary>Whether any element is true (for numbers: not 0) along one axis. False for none.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Any(int axis, bool keepDims = false) => x.Any([axis], keepDims);
    }
}
