namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The negative log-likelihood −w[t] x[t] of labels t under log-probabilities x, such as LogSoftmax gives.</summary>
        /// <param name="target">Int64 labels: shape [n] for x of shape [n, classes], [n, d…] for [n, classes, d…], a scalar for [classes].</param>
        /// <param name="weight">w, a factor for each class, of shape [classes]; or null.</param>
        /// <param name="ignoreIndex">A label that counts for nothing.</param>
        /// <param name="reduction">What becomes of the losses; the mean divides by the sum of the weights of labels that count (if there are none, it is NaN and its gradient 0).</param>
        /// <returns>A scalar; the target's shape for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The target or the weight does not fit.</exception>
        /// <exception cref="DTypeException">The target is not Int64.</exception>
        /// <exception cref="IndexException">A label is no class.</exception>
        public Tensor NllLoss(Tensor target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean)
        {
            if (x.Rank == 0) throw new ShapeException("NllLoss takes log-probabilities with an axis of classes; it got a scalar.");
            int axis = x.Rank == 1 ? 0 : 1;
            Tensor? ignored = CheckLabels("NllLoss", x, target, axis, ignoreIndex);
            Tensor labels = ignored is null ? target : Tensor.Where(ignored, 0, target);
            Tensor losses = -Pick(Floating("NllLoss", x), axis, labels.Unsqueeze(axis)).Squeeze(axis);
            if (RowWeights(losses, labels, ignored, weight, x.Shape[axis]) is not { } weights) return ReducedLoss("NllLoss", losses, reduction);
            if (ignored is not null) losses = losses.MaskedFill(ignored, 0);
            return reduction == Reduction.Mean ? MeanByWeights(losses * weights, weights) : ReducedLoss("NllLoss", losses * weights, reduction);
        }
    }

    /// <summary>What each label counts: its class's weight, 0 if it is ignored; null where all count 1.</summary>
    static Tensor? RowWeights(Tensor losses, Tensor labels, Tensor? ignored, Tensor? weight, int classes)
    {
        if (weight is null) return ignored is null ? null : Indicator(!ignored, losses);
        Tensor weights = weight.IndexedBy(labels, classes);
        return ignored is null ? weights : Where(ignored, 0, weights);
    }
}
