namespace Hebb;

public static partial class Ops
{
    extension(Tensor distance)
    {
        /// <summary>A distance that should be small for pairs that belong together (target 1) and at least the margin for others (target −1): x, or max(0, margin − x).</summary>
        /// <param name="target">1 or −1, of the same shape.</param>
        /// <param name="margin">The distance wanted between strangers.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of the input for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="ArgumentException">A target is neither 1 nor −1.</exception>
        public Tensor HingeEmbeddingLoss(Tensor target, double margin = 1, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("HingeEmbeddingLoss", distance, target);
            CheckSigns("HingeEmbeddingLoss", target);
            Tensor x = Floating("HingeEmbeddingLoss", distance);
            return ReducedLoss("HingeEmbeddingLoss", Where(target.Equal(1), x, (margin - x).Relu()), reduction);
        }
    }

    // 0 is the usual mistake: it would count as neither side without a word.
    static void CheckSigns(string loss, Tensor target)
    {
        using var _ = Autograd.Pause();
        if ((!target.Equal(1) & !target.Equal(-1)).Any().Item() == 0) return;
        throw new ArgumentException($"{loss} takes the targets 1 (alike) and −1 (not alike); others are among them. Targets of 0 and 1 become −1 and 1 by target * 2 - 1.", nameof(target));
    }
}
