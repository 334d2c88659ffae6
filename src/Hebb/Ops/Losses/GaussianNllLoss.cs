namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// The negative log-likelihood ½ (ln v + (x − t)²/v) of targets t under normal distributions with means x and variances v, each v at least ε; in full, plus
        /// ½ ln 2π. A variance below ε still gets the gradient of ε, so that it can grow again.
        /// </summary>
        /// <remarks>Nix and Weigend: Estimating the mean and variance of the target probability distribution (1994).</remarks>
        /// <param name="target">t, of the shape of x.</param>
        /// <param name="variance">v, 0 or more: the shape of x, or its last axis of length 1 or left out, for one variance for each row.</param>
        /// <param name="full">Whether to add the constant.</param>
        /// <param name="epsilon">ε, above 0.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A variance is negative, or ε is not above 0.</exception>
        public Tensor GaussianNllLoss(Tensor target, Tensor variance, bool full = false, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("GaussianNllLoss", x, target);
            if (!(epsilon > 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "GaussianNllLoss needs an epsilon above 0: it keeps a divisor from 0.");
            Tensor mean = Floating("GaussianNllLoss", x), v = Floating("GaussianNllLoss", variance);
            if (v.Shape != x.Shape)
            {
                if (x.Rank > 0 && v.Shape == x.Shape.Without(-1)) v = v.Unsqueeze(-1);
                else if (x.Rank == 0 || v.Shape != x.Shape.With(-1, 1))
                    throw new ShapeException($"GaussianNllLoss of means {x.Shape} takes variances of that shape or one for each row; they have {variance.Shape}.");
            }

            Tensor lift;
            using (Autograd.Pause())
            {
                if (v.Count > 0 && v.Min().Item() < 0)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(variance), $"GaussianNllLoss takes variances of 0 or more; the least is {v.Min().Item()}. Let the network give the logarithm and put Exp() behind, or use Softplus().");
                }

                lift = v.Clamp(min: epsilon) - v;
            }

            v += lift;
            Tensor losses = (v.Log() + ((mean - target.To(mean.DType)).Square() / v)) * 0.5;
            return ReducedLoss("GaussianNllLoss", full ? losses + (0.5 * Math.Log(2 * Math.PI)) : losses, reduction);
        }
    }
}
