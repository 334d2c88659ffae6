using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor logProbabilities)
    {
        /// <summary>
        /// Connectionist temporal classification: −ln of the probability that the frames spell the labels, summed over all ways to repeat labels and to put blanks
        /// between them. What a network needs to learn to read a line of text without being told where each letter stands.
        /// </summary>
        /// <remarks>
        /// <para>Graves, Fernández, Gomez and Schmidhuber: Connectionist temporal classification: labelling unsegmented sequence data with recurrent neural networks
        /// (ICML 2006).</para>
        /// <para>A target that does not fit into its frames (it needs one frame for each label and one more between two equal neighbours) has probability 0 and
        /// the loss +∞. Such a loss has no gradient: the backward pass through it throws, where PyTorch fills the weights with NaN. Make the network keep more
        /// frames, leave such examples out, or pass <paramref name="zeroInfinity"/>.</para>
        /// <para>The gradient is that of the function of the log-probabilities as they are given: minus the probability of each class at each frame given the
        /// labels. (PyTorch gives softmax minus that, the gradient of the logits; behind a LogSoftmax both come to the same.)</para>
        /// </remarks>
        /// <param name="targets">Int64 labels, none of them the blank: [rows, longest], padded with anything; or all of them in a row, [Σ lengths].</param>
        /// <param name="inputLengths">How many frames of each row count.</param>
        /// <param name="targetLengths">How many labels each row has.</param>
        /// <param name="blank">The class that stands for no label.</param>
        /// <param name="reduction">What becomes of the losses. The mean divides each by its number of labels (at least 1) first, as in PyTorch.</param>
        /// <param name="zeroInfinity">Whether infinite losses count as 0, with no gradient.</param>
        /// <returns>For log-probabilities of shape [frames, rows, classes] a scalar, without a reduction shape [rows]; for [frames, classes] a scalar.</returns>
        /// <exception cref="ShapeException">Shapes or lengths do not fit each other.</exception>
        /// <exception cref="DTypeException">The targets are not Int64.</exception>
        /// <exception cref="IndexException">A label is no class, or is the blank.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A value is above 0, so that it is no log-probability; a length is negative; or the blank is no class.</exception>
        public Tensor CtcLoss(
            Tensor targets, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> targetLengths, int blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
        {
            if (reduction == Reduction.BatchMean) throw NoReduction("CtcLoss", reduction);
            Tensor x = Floating("CtcLoss", logProbabilities);
            bool isSingle = x.Rank == 2;
            if (isSingle) x = x.Unsqueeze(1);
            var lengths = new CtcLengths(x, inputLengths.ToArray(), targetLengths.ToArray(), blank);
            Tensor labels = lengths.Labels(targets);
            Tensor losses, isInfinite;
            bool anyInfinite;
            CtcLossGradient? node = null;
            using (Autograd.Pause())
            {
                (losses, Tensor? occupancy) = Tensor.Of(x.Backend.Ctc(x.Data, labels.Data, lengths.Frames, lengths.Targets, blank, x.Node is not null));
                isInfinite = losses.Equal(double.PositiveInfinity);
                anyInfinite = isInfinite.Any().Item() != 0;
                if (anyInfinite && zeroInfinity) losses = losses.MaskedFill(isInfinite, 0);
                if (occupancy is not null) node = new CtcLossGradient(x, occupancy, anyInfinite && !zeroInfinity ? isInfinite : null, lengths, labels);
            }

            if (node is not null && x.IsTracked) losses.From(node);
            if (reduction == Reduction.Mean) return (losses / lengths.Divisors(losses.DType)).Mean();
            return reduction == Reduction.Sum ? losses.Sum() : isSingle ? losses.Reshape() : losses;
        }

        /// <summary>Connectionist temporal classification with its lengths in tensors; see the other overload.</summary>
        /// <param name="targets">Int64 labels, none of them the blank: [rows, longest], padded with anything; or all of them in a row, [Σ lengths].</param>
        /// <param name="inputLengths">How many frames of each row count: integers of shape [rows], or a scalar for one row.</param>
        /// <param name="targetLengths">How many labels each row has: integers of shape [rows], or a scalar for one row.</param>
        /// <param name="blank">The class that stands for no label.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <param name="zeroInfinity">Whether infinite losses count as 0, with no gradient.</param>
        /// <returns>A scalar, or, without a reduction, shape [rows].</returns>
        /// <exception cref="DTypeException">The lengths are not integers.</exception>
        public Tensor CtcLoss(
            Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
        {
            if (inputLengths.DType.IsFloatingPoint || targetLengths.DType.IsFloatingPoint)
                throw new DTypeException($"CtcLoss counts frames and labels in integers; the lengths hold {inputLengths.DType} and {targetLengths.DType}.", "Convert them: lengths.To(DType.Int64).");
            return logProbabilities.CtcLoss(targets, inputLengths.ToArray<int>(), targetLengths.ToArray<int>(), blank, reduction, zeroInfinity);
        }
    }

    // dx = −dy · P(class at frame | labels). Losses that are infinite and not set to 0 have none.
    sealed class CtcLossGradient(Tensor x, Tensor occupancy, Tensor? isInfinite, CtcLengths lengths, Tensor labels) : Node(x)
    {
        readonly bool anyInfinite = isInfinite is not null;
        SavedTensor occupancy = new(occupancy), isInfinite = isInfinite is null ? default : new(isInfinite), labels = new(labels);

        public override bool IsTwiceDifferentiable => false;

        public override void Backward(Tensor dy)
        {
            if (anyInfinite) Refuse(dy);
            AddGradient(0, occupancy.For(this) * -dy.Unsqueeze(1));
        }

        protected override void Release() => occupancy = isInfinite = labels = default;

        // A row that counts for nothing, because its loss was masked out, does no harm.
        void Refuse(Tensor dy)
        {
            int row = Array.IndexOf((isInfinite.For(this) & dy.NotEqual(0)).ToArray<bool>(), true);
            if (row >= 0) throw new AutogradException(lengths.WhyInfinite(row, labels.For(this)), "Keep more frames, leave the example out, or pass zeroInfinity: true.");
        }
    }
}
