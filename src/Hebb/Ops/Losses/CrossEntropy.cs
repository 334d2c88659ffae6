namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// The cross-entropy −Σ w[c] q[c] ln softmax(x)[c] of logits x with the target distribution q: softmax, logarithm and likelihood in one stable step.
        /// </summary>
        /// <param name="target">
        /// Labels or probabilities. Labels are Int64: shape [n] for x of shape [n, classes], [n, d…] for [n, classes, d…], a scalar for [classes]. Probabilities
        /// have the type and shape of x.
        /// </param>
        /// <param name="weight">w, a factor for each class, of shape [classes]; or null.</param>
        /// <param name="ignoreIndex">A label that counts for nothing.</param>
        /// <param name="reduction">
        /// What becomes of the losses. The mean of labels divides by the sum of the weights of those that count (if there are none, it is NaN and its gradient 0), of probabilities by the
        /// number of rows.
        /// </param>
        /// <param name="labelSmoothing">ε: q becomes (1 − ε) q + ε / classes (Szegedy et al. 2016).</param>
        /// <returns>A scalar; for <see cref="Reduction.None"/> the shape of x without its class axis.</returns>
        /// <exception cref="ShapeException">The target or the weight does not fit.</exception>
        /// <exception cref="DTypeException">The target holds neither Int64 labels nor probabilities.</exception>
        /// <exception cref="IndexException">A label is no class.</exception>
        /// <exception cref="ArgumentOutOfRangeException">ε lies outside [0, 1].</exception>
        public Tensor CrossEntropy(Tensor target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean, double labelSmoothing = 0)
        {
            if (x.Rank == 0) throw new ShapeException("CrossEntropy takes logits with an axis of classes; it got a scalar.");
            if (!(labelSmoothing is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing must lie between 0 and 1.");
            if (reduction == Reduction.BatchMean) throw NoReduction("CrossEntropy", reduction);
            int axis = x.Rank == 1 ? 0 : 1;
            Tensor logits = Floating("CrossEntropy", x);
            if (target.DType.IsFloatingPoint && target.Shape == x.Shape) return OfProbabilities(logits, target, axis, weight, reduction, labelSmoothing);
            Tensor? ignored = CheckLabels("CrossEntropy", x, target, axis, ignoreIndex);
            Tensor labels = ignored is null ? target : Tensor.Where(ignored, 0, target);
            return labelSmoothing == 0
                ? OfLabels(logits, labels, axis, ignored, weight, reduction)
                : Smoothed(logits, labels, axis, ignored, weight, reduction, labelSmoothing);
        }
    }

    // The classes become the last axis and everything else rows, so that one kernel serves all ranks.
    static Tensor OfLabels(Tensor logits, Tensor labels, int axis, Tensor? ignored, Tensor? weight, Reduction reduction)
    {
        int classes = logits.Shape[axis];
        Tensor rows = (logits.Rank <= 2 ? logits : logits.Permute([0, .. Enumerable.Range(2, logits.Rank - 2), 1])).Reshape(labels.Count, classes);
        Tensor indices = labels.Reshape(labels.Count), y, probabilities;
        Tensor? weights;
        double share = 1;
        using (Autograd.Pause())
        {
            (Tensor losses, probabilities) = Tensor.Of(rows.Backend.CrossEntropy(rows.Data, indices.Data));
            Tensor? without = ignored?.Reshape(labels.Count);
            weights = RowWeights(losses, indices, without, weight, classes)?.To(losses.DType);
            if (without is not null) (losses, probabilities) = Silenced(losses, probabilities, without);
            if (reduction == Reduction.Mean && weights is null)
            {
                // Each row counts the same: no weights to compute with. NaN for no rows.
                share = 1.0 / labels.Count;
                y = losses.Mean();
            }
            else
            {
                Tensor? total = reduction == Reduction.Mean ? weights!.Sum() : null;
                if (total is not null && total.Item() != 0) (weights, total) = (weights! / total, null);
                y = weights is null ? losses : losses * weights;
                // The mean of no rows is NaN, where their sum is 0.
                if (reduction != Reduction.None) y = labels.Count == 0 && reduction == Reduction.Mean ? y.Mean() : y.Sum();
                // Nothing counts: the loss is 0/0, NaN, and the gradient 0, as no row asks for a change.
                if (total is not null) (y, weights) = (y / total, Tensor.ZerosLike(weights!));
            }
        }

        if (rows.IsTracked) y.From(new CrossEntropyGradient(rows, probabilities, indices, weights, share));
        return reduction == Reduction.None ? y.Reshape(labels.Shape) : y;
    }

    // What is ignored may hold anything, infinity and NaN too: 0 times that would be NaN.
    static (Tensor Losses, Tensor Probabilities) Silenced(Tensor losses, Tensor probabilities, Tensor ignored)
    {
        bool isClean = (ignored & !losses.IsFinite()).Any().Item() == 0;
        return (losses.MaskedFill(ignored, 0), isClean ? probabilities : probabilities.MaskedFill(ignored.Unsqueeze(1), 0));
    }

    // (1 − ε) of the label's loss and ε / classes of every class's.
    static Tensor Smoothed(Tensor logits, Tensor labels, int axis, Tensor? ignored, Tensor? weight, Reduction reduction, double smoothing)
    {
        if (ignored is not null) logits = logits.MaskedFill(ignored.Unsqueeze(axis), 0);
        Tensor logs = logits.LogSoftmax(axis), spread = -(weight is null ? logs : logs * AlongAxis(weight, axis, logs)).Sum(axis);
        Tensor hit = -Pick(logs, axis, labels.Unsqueeze(axis)).Squeeze(axis);
        if (weight is not null) hit *= weight.IndexedBy(labels, logits.Shape[axis]);
        Tensor losses = (hit * (1 - smoothing)) + (spread * (smoothing / logits.Shape[axis]));
        if (ignored is not null) losses = Where(ignored, 0, losses);
        if (reduction != Reduction.Mean || RowWeights(losses, labels, ignored, weight, logits.Shape[axis]) is not { } weights) return ReducedLoss("CrossEntropy", losses, reduction);
        return MeanByWeights(losses, weights);
    }

    static Tensor OfProbabilities(Tensor logits, Tensor target, int axis, Tensor? weight, Reduction reduction, double smoothing)
    {
        Tensor q = smoothing == 0 ? target : (target * (1 - smoothing)) + (smoothing / logits.Shape[axis]);
        if (weight is not null) q *= AlongAxis(weight, axis, logits);
        return ReducedLoss("CrossEntropy", -(q * logits.LogSoftmax(axis)).Sum(axis), reduction);
    }

    static Tensor AlongAxis(Tensor weight, int axis, Tensor x)
    {
        if (weight.Rank != 1 || weight.Count != x.Shape[axis]) throw new ShapeException($"The class weights must have shape [{x.Shape[axis]}], one for each class; they have {weight.Shape}.");
        return weight.Reshape(Along(axis, x));
    }

    // dx = (softmax(x) − onehot(t)) · dy · weight, the weight one number for all rows unless each has its own; in operations where the pass itself is recorded.
    sealed class CrossEntropyGradient(Tensor x, Tensor probabilities, Tensor target, Tensor? weights, double share) : Node(x)
    {
        readonly bool isWeighted = weights is not null;
        SavedTensor x = new(x), probabilities = new(probabilities), target = new(target), weights = weights is null ? default : new(weights);

        public override void Backward(Tensor dy)
        {
            Tensor scale = isWeighted ? dy * weights.For(this) : share == 1 ? dy : dy * share, labels = target.For(this);
            if (!Autograd.IsRecording)
            {
                AddGradient(0, new Tensor(dy.Backend.CrossEntropyGradient(probabilities.For(this).Data, labels.Data, scale.Data)));
                return;
            }

            Tensor logits = x.For(this), onehot = Indicator(labels.Unsqueeze(1).Equal(Tensor.Arange(logits.Shape[1])), logits);
            AddGradient(0, (logits.Softmax(1) - onehot) * (scale.Rank == 0 ? scale : scale.Unsqueeze(1)));
        }

        protected override void Release() => x = probabilities = target = weights = default;
    }
}
