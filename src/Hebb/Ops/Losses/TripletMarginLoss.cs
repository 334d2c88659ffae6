namespace Hebb;

public static partial class Ops
{
    extension(Tensor anchor)
    {
        /// <summary>
        /// max(0, d(anchor, positive) − d(anchor, negative) + margin) with d(a, b) = ‖a − b + ε‖ₚ along the last axis: what belongs together should be nearer than
        /// what does not.
        /// </summary>
        /// <remarks>Balntas, Riba, Ponsa and Mikolajczyk: Learning local feature descriptors with triplets and shallow convolutional neural networks (BMVC 2016).</remarks>
        /// <param name="positive">Of the anchor's kind; the same shape, [n, d] or [d].</param>
        /// <param name="negative">Of another kind; the same shape.</param>
        /// <param name="margin">By how much the positive should be nearer, above 0.</param>
        /// <param name="p">The norm.</param>
        /// <param name="epsilon">ε, which keeps the root's gradient finite.</param>
        /// <param name="swap">Whether d(positive, negative) counts where it is smaller than d(anchor, negative).</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape without its last axis for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ, or they are scalars.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0.</exception>
        public Tensor TripletMarginLoss(
            Tensor positive, Tensor negative, double margin = 1, double p = 2, double epsilon = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("TripletMarginLoss", anchor, positive);
            CheckSameShape("TripletMarginLoss", anchor, negative);
            if (anchor.Rank == 0) throw new ShapeException("TripletMarginLoss compares vectors along the last axis; it got scalars.");
            if (!(margin > 0)) throw new ArgumentOutOfRangeException(nameof(margin), margin, "TripletMarginLoss needs a margin above 0; without one, all vectors may become equal.");
            Tensor near = Distance(anchor, positive), far = Distance(anchor, negative);
            if (swap) far = far.Minimum(Distance(positive, negative));
            return ReducedLoss("TripletMarginLoss", (near - far + margin).Relu(), reduction);

            Tensor Distance(Tensor a, Tensor b) => (Floating("TripletMarginLoss", a) - Floating("TripletMarginLoss", b) + epsilon).Norm(p, -1);
        }
    }
}
