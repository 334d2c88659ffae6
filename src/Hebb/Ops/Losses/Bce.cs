namespace Hebb;

public static partial class Ops
{
    extension(Tensor probability)
    {
        /// <summary>
        /// Binary cross-entropy −(t ln p + (1 − t) ln(1 − p)) of probabilities, with logarithms clamped at −100 so that a sure mistake costs 100 and not ∞.
        /// From logits, <see cref="BceWithLogits"/> is more exact.
        /// </summary>
        /// <param name="target">t in [0, 1], of the same shape.</param>
        /// <param name="weight">A factor for each loss, broadcast to the shape; or null.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of the input for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A probability lies outside [0, 1].</exception>
        public Tensor Bce(Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("Bce", probability, target);
            CheckProbabilities(probability);
            Tensor p = Floating("Bce", probability), t = target.To(p.DType), losses;
            using (Autograd.Pause()) losses = -((t * ClampedLog(p)) + ((1 - t) * ClampedLog(1 - p)));
            if (Tracks(p, t)) losses.From(new BceGradient(p, t));
            return ReducedLoss("Bce", weight is null ? losses : losses * weight, reduction);
        }
    }

    static Tensor ClampedLog(Tensor p) => p.Log().Clamp(min: -100);

    static void CheckProbabilities(Tensor p)
    {
        if (p.Count == 0) return;
        using var _ = Autograd.Pause();
        double low = p.Min().Item(), high = p.Max().Item();
        if (low < 0 || high > 1)
            throw new ArgumentOutOfRangeException(nameof(p), $"Bce takes probabilities in [0, 1]; the input holds {(low < 0 ? low : high)}. For raw scores use BceWithLogits, or put a Sigmoid() before.");
    }

    // dp = dy (p − t) / (p (1 − p)), the denominator at least 1e-12; dt = dy (ln(1 − p) − ln p).
    sealed class BceGradient(Tensor p, Tensor t) : Node(p, t)
    {
        SavedTensor p = new(p), t = new(t);

        public override void Backward(Tensor dy)
        {
            Tensor probability = p.For(this);
            if (NeedsGradient(0)) AddGradient(0, dy * (probability - t.For(this)) / (probability * (1 - probability)).Clamp(min: 1e-12));
            if (NeedsGradient(1)) AddGradient(1, dy * (ClampedLog(1 - probability) - ClampedLog(probability)));
        }

        protected override void Release() => p = t = default;
    }
}
