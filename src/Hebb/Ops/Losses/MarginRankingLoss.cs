namespace Hebb;

public static partial class Ops
{
    extension(Tensor first)
    {
        /// <summary>max(0, −t (x₁ − x₂) + margin): the first score should be above the second by the margin where t is 1, below it where t is −1.</summary>
        /// <param name="second">x₂; the three tensors broadcast to a common shape.</param>
        /// <param name="target">t, 1 or −1.</param>
        /// <param name="margin">The distance wanted between the scores.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the common shape for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast, or have different numbers of axes.</exception>
        /// <exception cref="ArgumentException">A target is neither 1 nor −1.</exception>
        public Tensor MarginRankingLoss(Tensor second, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
        {
            if (first.Rank != second.Rank || first.Rank != target.Rank)
                throw new ShapeException($"MarginRankingLoss compares tensors with as many axes; it got {first.Shape}, {second.Shape} and targets {target.Shape}.", "Reshape them to one common shape.");
            CheckSigns("MarginRankingLoss", target);
            Tensor lead = Floating("MarginRankingLoss", first) - Floating("MarginRankingLoss", second);
            return ReducedLoss("MarginRankingLoss", ((-target.To(lead.DType) * lead) + margin).Relu(), reduction);
        }
    }
}
