namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// The negative log-likelihood of counts t under Poisson distributions: eˣ − t x where x is the logarithm of the rate, x − t ln(x + ε) where x is the rate
        /// itself. The term ln t! is left out, or, in full, approximated by Stirling: t ln t − t + ½ ln(2πt) for t above 1.
        /// </summary>
        /// <param name="target">t, counts of the same shape.</param>
        /// <param name="logInput">Whether x is the logarithm of the rate.</param>
        /// <param name="full">Whether to add Stirling's approximation of ln t!.</param>
        /// <param name="epsilon">ε, which keeps ln away from 0 when x is the rate.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        public Tensor PoissonNllLoss(Tensor target, bool logInput = true, bool full = false, double epsilon = 1e-8, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("PoissonNllLoss", x, target);
            Tensor rate = Floating("PoissonNllLoss", x), t = target.To(rate.DType);
            Tensor losses = logInput ? rate.Exp() - (t * rate) : rate - (t * (rate + epsilon).Log());
            if (full)
            {
                // Ones in the place of small counts: 0 · ln 0 must not get into the gradient.
                Tensor isLarge = t > 1, counts = Where(isLarge, t, 1);
                losses += Where(isLarge, (counts * counts.Log()) - counts + ((counts * (2 * Math.PI)).Log() * 0.5), 0);
            }

            return ReducedLoss("PoissonNllLoss", losses, reduction);
        }
    }
}
