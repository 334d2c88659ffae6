namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// −w[t] (1 − p)^γ ln p with p = softmax(x)[t]: cross-entropy in which what is already right counts little, so that many easy examples do not drown the
        /// few hard ones. Stable for any finite logits and any γ.
        /// </summary>
        /// <remarks>Lin, Goyal, Girshick, He and Dollár: Focal loss for dense object detection (ICCV 2017).</remarks>
        /// <param name="target">Int64 labels: shape [n] for x of shape [n, classes], [n, d…] for [n, classes, d…], a scalar for [classes]. At least two classes.</param>
        /// <param name="gamma">γ, 0 or more; 0 is cross-entropy.</param>
        /// <param name="weight">w, a factor for each class (α), of shape [classes]; or null.</param>
        /// <param name="ignoreIndex">A label that counts for nothing.</param>
        /// <param name="reduction">What becomes of the losses. The mean divides by the number of labels that count, whatever their weights (if there are none, it is NaN and its gradient 0).</param>
        /// <returns>A scalar; the target's shape for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The target or the weight does not fit, or there are fewer than two classes.</exception>
        /// <exception cref="DTypeException">The target is not Int64.</exception>
        /// <exception cref="IndexException">A label is no class.</exception>
        /// <exception cref="ArgumentOutOfRangeException">γ is negative.</exception>
        public Tensor FocalLoss(Tensor target, double gamma = 2, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean)
        {
            CheckGamma(gamma);
            int axis = x.Rank == 1 ? 0 : 1;
            if (x.Rank == 0 || x.Shape[axis] < 2)
                throw new ShapeException($"FocalLoss takes logits with at least two classes along axis {axis}; it got {x.Shape}.", "For one logit and targets of 0 and 1 use SigmoidFocalLoss.");
            Tensor? ignored = CheckLabels("FocalLoss", x, target, axis, ignoreIndex);
            Tensor logits = Floating("FocalLoss", x), labels = ignored is null ? target : Where(ignored, 0, target), indices = labels.Unsqueeze(axis);
            if (ignored is not null) logits = logits.MaskedFill(ignored.Unsqueeze(axis), 0);
            Tensor all = logits.LogSumExp(axis), surprise = all - Pick(logits, axis, indices).Squeeze(axis);
            // 1 − p is the share of the other classes: from its logarithm, its powers are exact however near p is to 1.
            Tensor isLabel = indices.Equal(Tensor.Arange(logits.Shape[axis]).Reshape(Along(axis, logits)));
            Tensor losses = surprise * ((logits.MaskedFill(isLabel, double.NegativeInfinity).LogSumExp(axis) - all) * gamma).Exp();
            if (weight is not null) losses *= weight.IndexedBy(labels, logits.Shape[axis]);
            if (ignored is null) return ReducedLoss("FocalLoss", losses, reduction);
            losses = Where(ignored, 0, losses);
            return reduction == Reduction.Mean ? MeanByWeights(losses, Indicator(!ignored, losses)) : ReducedLoss("FocalLoss", losses, reduction);
        }

        /// <summary>
        /// The focal loss of logits with targets of 0 and 1, element by element: −α (1 − p)^γ ln p where the target is 1 and −(1 − α) p^γ ln(1 − p) where it is 0,
        /// with p = σ(x); a target between them mixes the two. Stable for any finite logits and any γ.
        /// </summary>
        /// <remarks>Lin, Goyal, Girshick, He and Dollár: Focal loss for dense object detection (ICCV 2017).</remarks>
        /// <param name="target">In [0, 1], of the same shape.</param>
        /// <param name="gamma">γ, 0 or more; 0 is binary cross-entropy.</param>
        /// <param name="alpha">α, the weight of ones against zeros, in [0, 1]; null for no weights at all.</param>
        /// <param name="reduction">What becomes of the losses. Detectors use the sum and divide by the number of objects.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="ArgumentOutOfRangeException">γ is negative, or α lies outside [0, 1].</exception>
        public Tensor SigmoidFocalLoss(Tensor target, double gamma = 2, double? alpha = 0.25, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("SigmoidFocalLoss", x, target);
            CheckGamma(gamma);
            if (alpha is { } share && !(share is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "SigmoidFocalLoss needs an alpha between 0 and 1, or null for none.");
            Tensor logits = Floating("SigmoidFocalLoss", x), t = target.To(logits.DType), yes = logits.LogSigmoid(), no = (-logits).LogSigmoid();
            Tensor missed = yes * (no * gamma).Exp() * t * -(alpha ?? 1), invented = no * (yes * gamma).Exp() * (1 - t) * -(1 - alpha ?? 1);
            return ReducedLoss("SigmoidFocalLoss", missed + invented, reduction);
        }
    }

    static void CheckGamma(double gamma)
    {
        if (!(gamma >= 0)) throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "The focal loss needs a gamma of 0 or more; 2 is usual.");
    }

    // Lengths of 1 but for one axis: a row of class numbers as it lies along x.
    static int[] Along(int axis, Tensor x)
    {
        var lengths = new int[x.Rank];
        Array.Fill(lengths, 1);
        lengths[axis] = x.Shape[axis];
        return lengths;
    }
}
