namespace Hebb;

/// <summary>The checked lengths of a batch of sequences for <see cref="Ops.CtcLoss(Tensor, Tensor, ReadOnlySpan{int}, ReadOnlySpan{int}, int, Reduction, bool)"/>.</summary>
internal sealed class CtcLengths
{
    readonly int rows, classes, blank;

    internal CtcLengths(Tensor x, int[] frames, int[] targets, int blank)
    {
        if (x.Rank != 3) throw new ShapeException($"CtcLoss takes log-probabilities of shape [frames, rows, classes], or [frames, classes] for one row; it got {x.Shape}.", x.Rank == 4 ? "Squeeze the height away and Permute to [frames, rows, classes]." : null);
        (rows, classes, this.blank) = (x.Shape[1], x.Shape[2], blank);
        (Frames, Targets) = (frames, targets);
        if (blank < 0 || blank >= classes) throw new ArgumentOutOfRangeException(nameof(blank), blank, $"The blank must be one of the {classes} classes, 0 … {classes - 1}.");
        if (frames.Length != rows || targets.Length != rows)
        {
            throw new ShapeException(
                $"CtcLoss of {rows} rows needs {rows} input lengths and {rows} target lengths; it got {frames.Length} and {targets.Length}.",
                x.Shape[0] == frames.Length ? "The frames come first: Permute the log-probabilities to [frames, rows, classes]." : null);
        }

        for (int row = 0; row < rows; row++)
        {
            if (frames[row] < 0 || targets[row] < 0) throw new ArgumentOutOfRangeException(nameof(frames), $"Row {row} has {frames[row]} frames and {targets[row]} labels; lengths are 0 or more.");
            if (frames[row] > x.Shape[0]) throw new ShapeException($"Row {row} has an input length of {frames[row]}, but the log-probabilities {x.Shape} hold {x.Shape[0]} frames.");
        }

        if (x.Count == 0) return;
        double max = x.Detached().Max().Item();
        if (max > 1e-3)
            throw new ArgumentOutOfRangeException(nameof(x), $"CtcLoss takes log-probabilities, which are never above 0; the input holds {max}. Put LogSoftmax(-1) before it.");
    }

    internal int[] Frames { get; }

    internal int[] Targets { get; }

    /// <summary>The labels of all rows in one axis, checked.</summary>
    internal Tensor Labels(Tensor targets)
    {
        if (targets.DType != DType.Int64) throw new DTypeException($"CtcLoss takes Int64 labels; the targets hold {targets.DType}.", "Convert them: targets.To(DType.Int64).");
        long total = 0;
        foreach (int length in Targets) total += length;
        long[] labels = targets.ToArray<long>();
        if (targets.Rank == 2)
        {
            if (targets.Shape[0] != rows) throw new ShapeException($"CtcLoss of {rows} rows takes padded targets of shape [{rows}, longest]; they have {targets.Shape}.");
            int width = targets.Shape[1];
            var packed = new long[total];
            for (int row = 0, at = 0; row < rows; at += Targets[row++])
            {
                if (Targets[row] > width) throw new ShapeException($"Row {row} has a target length of {Targets[row]}, but the padded targets {targets.Shape} hold {width} labels for each row.");
                labels.AsSpan(row * width, Targets[row]).CopyTo(packed.AsSpan(at));
            }

            labels = packed;
        }
        else if (targets.Rank != 1 || targets.Count != total)
        {
            throw new ShapeException($"CtcLoss takes targets of shape [{rows}, longest], or all labels in one axis of length {total}, the sum of the target lengths; they have {targets.Shape}.");
        }

        CheckLabels(labels);
        return Tensor.From(labels);
    }

    /// <summary>What the mean divides each loss by.</summary>
    internal Tensor Divisors(DType dtype) => Tensor.From(Array.ConvertAll(Targets, length => (double)Math.Max(length, 1))).To(dtype);

    /// <summary>Why a row's loss is infinite, for the message.</summary>
    internal string WhyInfinite(int row, Tensor labels)
    {
        int start = 0, repeats = 0;
        for (int i = 0; i < row; i++) start += Targets[i];
        ReadOnlySpan<long> own = labels.ToArray<long>().AsSpan(start, Targets[row]);
        for (int i = 1; i < own.Length; i++) repeats += own[i] == own[i - 1] ? 1 : 0;
        int needed = own.Length + repeats;
        return Frames[row] < needed
            ? $"The CTC loss of row {row} is infinite and has no gradient: its {own.Length} labels, {repeats} of them equal to the one before, need {needed} frames; the input has {Frames[row]}."
            : $"The CTC loss of row {row} is infinite and has no gradient: the log-probabilities hold −∞ on every way to spell its labels.";
    }

    void CheckLabels(long[] labels)
    {
        for (int row = 0, at = 0; row < rows; row++)
        {
            for (int i = 0; i < Targets[row]; i++, at++)
            {
                if ((ulong)labels[at] >= (ulong)classes)
                {
                    throw new IndexException(
                        $"label {labels[at]} at place {i} of row {row}; the log-probabilities have {classes} classes: 0 … {classes - 1}.",
                        labels[at] == classes ? "Did you forget the class of the blank? The last layer needs one output more than there are letters." : "Check the target lengths: is padding read as labels?");
                }

                if (labels[at] == blank)
                {
                    throw new IndexException(
                        $"label {blank} at place {i} of row {row} is the blank, which no target spells.", "Count labels from 1, or choose another blank; and check the target lengths: is padding read as labels?");
                }
            }
        }
    }
}
