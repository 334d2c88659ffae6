using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The p-norm (Σ|x|ᵖ)^(1/p) of all elements. Its gradient is 0 where it is 0.</summary>
        /// <param name="p">The order: 2 for Euclid's length, 1 for the sum of absolute values, ±∞ for the largest or smallest, 0 for the number of elements that are not 0.</param>
        /// <exception cref="DTypeException">x does not hold floating-point numbers.</exception>
        public Tensor Norm(double p = 2) => x.Norm(p, []);

        /// <summary>The p-norm (Σ|x|ᵖ)^(1/p) along axes. Its gradient is 0 where it is 0.</summary>
        /// <param name="p">The order: 2 for Euclid's length, 1 for the sum of absolute values, ±∞ for the largest or smallest, 0 for the number of elements that are not 0.</param>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        /// <exception cref="DTypeException">x does not hold floating-point numbers.</exception>
        public Tensor Norm(double p, ReadOnlySpan<int> axes, bool keepDims = false)
        {
            if (!x.DType.IsFloatingPoint) throw new DTypeException($"The norm of {x.DType} is not defined: it would have a fraction.", "Convert the tensor first: x.To(DType.Float32).Norm().");
            int[] over = Axes(x, axes);
            if (p == 0) return Indicator(x.NotEqual(0), x).Sum(over, keepDims);
            if (p == 1) return x.Abs().Sum(over, keepDims);
            if (double.IsInfinity(p)) return p > 0 ? x.Abs().Amax(over, keepDims) : x.Abs().Amin(over, keepDims);
            Tensor y;
            using (Autograd.Pause())
            {
                y = p == 2
                    ? new Tensor(x.Backend.Reduce(ReduceKernel.SumSquares, Floating("Norm", x).Data, over, keepDims)).Sqrt()
                    : x.Abs().Pow(p).Sum(over, keepDims).Pow(1 / p);
            }

            return x.IsTracked ? y.From(new NormGradient(x, y, p, over)) : y;
        }

        /// <summary>The p-norm (Σ|x|ᵖ)^(1/p) along one axis. Its gradient is 0 where it is 0.</summary>
        /// <param name="p">The order: 2 for Euclid's length, 1 for the sum of absolute values, ±∞ for the largest or smallest, 0 for the number of elements that are not 0.</param>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="DTypeException">x does not hold floating-point numbers.</exception>
        public Tensor Norm(double p, int axis, bool keepDims = false) => x.Norm(p, [axis], keepDims);
    }

    // dx = dy · x |x|ᵖ⁻² / yᵖ⁻¹, and 0 where y (or, below p = 2, x) is 0.
    sealed class NormGradient(Tensor x, Tensor y, double p, int[] axes) : Node(x)
    {
        SavedTensor x = new(x), y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor values = x.For(this), norm = y.For(this);
            Shape kept = Kept(values.Shape, axes);
            Tensor scale = OverUnlessZero(dy, p == 2 ? norm : norm.Pow(p - 1)).Reshape(kept);
            AddGradient(0, p == 2 ? values * scale : Slope(values) * scale);
        }

        protected override void Release() => x = y = default;

        Tensor Slope(Tensor values)
        {
            Tensor isZero = values.Equal(0);
            return Where(isZero, 0, values.Sign() * Where(isZero, 1, values.Abs()).Pow(p - 1));
        }
    }
}
