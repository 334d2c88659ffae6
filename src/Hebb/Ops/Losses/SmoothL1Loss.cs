namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>(x − t)² / 2β where |x − t| is below β, else |x − t| − β/2 (Girshick 2015); the absolute error for β = 0.</summary>
        /// <param name="target">Of the same shape.</param>
        /// <param name="beta">β, where the parabola meets the line; not negative.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        public Tensor SmoothL1Loss(Tensor target, double beta = 1, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("SmoothL1Loss", x, target);
            if (!(beta >= 0)) throw new ArgumentOutOfRangeException(nameof(beta), beta, "SmoothL1Loss needs a beta of 0 or more.");
            if (beta == 0) return x.L1Loss(target, reduction);
            return ReducedLoss("SmoothL1Loss", Bent(x - target, beta) / beta, reduction);
        }
    }
}
