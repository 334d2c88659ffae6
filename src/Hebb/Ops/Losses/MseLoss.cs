namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The squared error (x − t)².</summary>
        /// <param name="target">Of the same shape.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        public Tensor MseLoss(Tensor target, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("MseLoss", x, target);
            return ReducedLoss("MseLoss", (x - target).Square(), reduction);
        }
    }
}
