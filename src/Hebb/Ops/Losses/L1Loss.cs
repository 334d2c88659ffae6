namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The absolute error |x − t|; its gradient at 0 is 0.</summary>
        /// <param name="target">Of the same shape.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        public Tensor L1Loss(Tensor target, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("L1Loss", x, target);
            return ReducedLoss("L1Loss", (x - target).Abs(), reduction);
        }
    }
}
