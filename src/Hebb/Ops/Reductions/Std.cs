namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The standard deviation √(Σ(x − mean)² / (n − 1)) of all elements. NaN for one element, unless biased. The gradient is 0 where it is 0.</summary>
        /// <param name="unbiased">Whether to divide by n − 1 (Bessel's correction) instead of n.</param>
        public Tensor Std(bool unbiased = true) => x.Std([], unbiased: unbiased);

        /// <summary>The standard deviation √(Σ(x − mean)² / (n − 1)) along axes. NaN for one element, unless biased. The gradient is 0 where it is 0.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <param name="unbiased">Whether to divide by n − 1 (Bessel's correction) instead of n.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor Std(ReadOnlySpan<int> axes, bool keepDims = false, bool unbiased = true)
        {
            int[] over = Axes(x, axes);
            Tensor y;
            using (Autograd.Pause()) y = x.Var(over, keepDims, unbiased).Sqrt();
            return x.IsTracked ? y.From(new StdGradient(x, y, over, unbiased)) : y;
        }

        /// <summary>The standard deviation √(Σ(x − mean)² / (n − 1)) along one axis. NaN for one element, unless biased. The gradient is 0 where it is 0.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <param name="unbiased">Whether to divide by n − 1 (Bessel's correction) instead of n.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Std(int axis, bool keepDims = false, bool unbiased = true) => x.Std([axis], keepDims, unbiased: unbiased);
    }

    // dx = dy (x − mean) / ((n − 1) y), and 0 where y is 0.
    sealed class StdGradient(Tensor x, Tensor y, int[] axes, bool unbiased) : Node(x)
    {
        SavedTensor x = new(x), y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor values = x.For(this), deviation = y.For(this);
            Shape kept = Kept(values.Shape, axes);
            Tensor scale = OverUnlessZero(dy, deviation).Reshape(kept) / Freedom(values.Shape, axes, unbiased);
            AddGradient(0, (values - values.Mean(axes, keepDims: true)) * scale);
        }

        protected override void Release() => x = y = default;
    }

    /// <summary>a / b, and 0 where b is 0, in operations whose gradients are 0 there too.</summary>
    static Tensor OverUnlessZero(Tensor a, Tensor b)
    {
        Tensor isZero = b.Equal(0);
        return isZero.Any().Item() == 0 ? a / b : Where(isZero, 0, a / Where(isZero, 1, b));
    }
}
