namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// The multi-class support vector machine's loss Σ max(0, x[c] − x[t] + margin) over the wrong classes c ≠ t, for each row (Weston and Watkins 1999).
        /// Unlike <see cref="MultiMarginLoss"/>, it is not divided by the number of classes.
        /// </summary>
        /// <param name="target">Int64 labels of shape [rows]; a scalar for x of shape [classes].</param>
        /// <param name="margin">The distance by which the right class should win.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; shape [rows] for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">x is not [rows, classes], or the target does not fit.</exception>
        /// <exception cref="IndexException">A label is no class.</exception>
        public Tensor MulticlassHinge(Tensor target, double margin = 1, Reduction reduction = Reduction.Mean) =>
            ReducedLoss("MulticlassHinge", Violations("MulticlassHinge", x, target, margin).Sum(-1), reduction);
    }
}
