namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The variance Σ(x − mean)² / (n − 1) of all elements. NaN for one element, unless biased.</summary>
        /// <param name="unbiased">Whether to divide by n − 1 (Bessel's correction) instead of n.</param>
        public Tensor Var(bool unbiased = true) => x.Var([], unbiased: unbiased);

        /// <summary>The variance Σ(x − mean)² / (n − 1) along axes. NaN for one element, unless biased.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <param name="unbiased">Whether to divide by n − 1 (Bessel's correction) instead of n.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor Var(ReadOnlySpan<int> axes, bool keepDims = false, bool unbiased = true)
        {
            int[] over = Axes(x, axes);
            Tensor centred = x - x.Mean(over, keepDims: true);
            return centred.Square().Sum(over, keepDims) / Freedom(x.Shape, over, unbiased);
        }

        /// <summary>The variance Σ(x − mean)² / (n − 1) along one axis. NaN for one element, unless biased.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <param name="unbiased">Whether to divide by n − 1 (Bessel's correction) instead of n.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Var(int axis, bool keepDims = false, bool unbiased = true) => x.Var([axis], keepDims, unbiased: unbiased);
    }

    // n − 1, or n; never negative, so that an empty tensor gives 0 / 0.
    static int Freedom(Shape shape, int[] axes, bool unbiased) => Math.Max(0, Reduced(shape, axes) - (unbiased ? 1 : 0));
}
