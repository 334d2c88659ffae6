namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The multi-class hinge loss Σ max(0, margin − x[t] + x[c])ᵖ · w[t] / classes over the wrong classes c ≠ t, for each row.</summary>
        /// <param name="target">Int64 labels of shape [rows]; a scalar for x of shape [classes].</param>
        /// <param name="p">The power, 1 or 2.</param>
        /// <param name="margin">The distance by which the right class should win.</param>
        /// <param name="weight">w, a factor for each class, of shape [classes]; or null.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; shape [rows] for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">x is not [rows, classes], or the target or weight does not fit.</exception>
        /// <exception cref="IndexException">A label is no class.</exception>
        public Tensor MultiMarginLoss(Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
        {
            if (p is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(p), p, "MultiMarginLoss knows the powers 1 and 2.");
            Tensor violations = Violations("MultiMarginLoss", x, target, margin);
            if (p == 2) violations = violations.Square();
            Tensor losses = violations.Sum(-1) / x.Shape[-1];
            if (weight is not null) losses *= weight.IndexedBy(target, x.Shape[-1]);
            return ReducedLoss("MultiMarginLoss", losses, reduction);
        }
    }

    // max(0, margin − x[t] + x[c]), and 0 for the right class itself.
    static Tensor Violations(string loss, Tensor x, Tensor target, double margin)
    {
        if (x.Rank is not (1 or 2)) throw new ShapeException($"{loss} takes scores of shape [rows, classes] or [classes]; it got {x.Shape}.");
        CheckLabels(loss, x, target, x.Rank - 1, ignoreIndex: null);
        Tensor scores = Floating(loss, x), indices = target.Unsqueeze(-1);
        Tensor isWrong = indices.NotEqual(Tensor.Arange(x.Shape[-1]));
        return Tensor.Where(isWrong, (scores - Pick(scores, x.Rank - 1, indices) + margin).Relu(), 0);
    }
}
