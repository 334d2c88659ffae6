namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Binary cross-entropy −(w t ln σ(x) + (1 − t) ln(1 − σ(x))) of logits, as (1 − t) x − (1 + (w − 1) t) ln σ(x): no overflow for any finite x.
        /// </summary>
        /// <param name="target">t in [0, 1], of the same shape.</param>
        /// <param name="weight">A factor for each loss, broadcast to the shape; or null.</param>
        /// <param name="posWeight">w, the weight of positive examples, broadcast (usually one for each class); or null for 1.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        public Tensor BceWithLogits(Tensor target, Tensor? weight = null, Tensor? posWeight = null, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("BceWithLogits", x, target);
            Tensor logits = Floating("BceWithLogits", x), t = target.To(logits.DType), surprise = logits.LogSigmoid();
            if (posWeight is not null) surprise *= ((posWeight - 1) * t) + 1;
            Tensor losses = ((1 - t) * logits) - surprise;
            return ReducedLoss("BceWithLogits", weight is null ? losses : losses * weight, reduction);
        }
    }
}
