namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The logistic loss ln(1 + e^(−t x)) of scores with targets 1 or −1; no overflow for any finite x.</summary>
        /// <param name="target">t, 1 or −1, of the same shape.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="ArgumentException">A target is neither 1 nor −1.</exception>
        public Tensor SoftMarginLoss(Tensor target, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("SoftMarginLoss", x, target);
            CheckSigns("SoftMarginLoss", target);
            Tensor scores = Floating("SoftMarginLoss", x);
            return ReducedLoss("SoftMarginLoss", -(scores * target.To(scores.DType)).LogSigmoid(), reduction);
        }
    }
}
