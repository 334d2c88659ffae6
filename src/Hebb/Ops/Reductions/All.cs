using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Whether all elements are true (for numbers: not 0), in the whole tensor. True for none.</summary>
        public Tensor All() => x.All([]);

        /// <summary>Whether all elements are true (for numbers: not 0) along axes. True for none.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor All(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            Tensor mask = x.DType == DType.Bool ? x : x.NotEqual(0);
            return new Tensor(mask.Backend.Reduce(ReduceKernel.All, mask.Data, Axes(x, axes), keepDims));
        }

        /// <summary>Whether all elements are true (for numbers: not 0) along one axis. True for none.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor All(int axis, bool keepDims = false) => x.All([axis], keepDims);
    }
}
