namespace Hebb.Data;

/// <summary>Puts single samples together into a batch: stacks what has one shape, pads sequences of different lengths.</summary>
public static partial class Collate
{
    /// <summary>Tensors of one shape on a new first axis: N samples [...] become the batch's input [N, ...].</summary>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch Stack(IReadOnlyList<Tensor> samples) => new(Stacked(samples, "input"));

    /// <summary>Inputs of one shape and targets of one shape, each on a new first axis.</summary>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch Stack(IReadOnlyList<(Tensor Input, Tensor Target)> samples) => new(Stacked(Inputs(samples), "input"), Stacked(Targets(samples), "target"));

    /// <summary>Sequences [Tᵢ, ...] padded with zeros at their ends to the longest: the batch is the input [N, T, ...] and the lengths (Int64 [N]).</summary>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">A sequence has no axis, or shapes differ that must agree.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch Pad(IReadOnlyList<Tensor> samples) => Pad(samples, 0);

    /// <summary>Sequences [Tᵢ, ...] padded at their ends to the longest: the batch is the input [N, T, ...] and the lengths (Int64 [N]).</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="value">What stands after the end of a sequence.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">A sample has no axis, or the shapes differ in another axis than the first.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch Pad(IReadOnlyList<Tensor> samples, double value)
    {
        (Tensor padded, Tensor lengths) = Padded(samples, value);
        return new Batch(padded, lengths);
    }

    /// <summary>Sequences padded with zeros, with targets of one shape: the batch is input, target, the inputs' lengths.</summary>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">A sequence has no axis, or shapes differ that must agree.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch Pad(IReadOnlyList<(Tensor Input, Tensor Target)> samples) => Pad(samples, 0);

    /// <summary>Sequences padded as by <see cref="Pad(IReadOnlyList{Tensor}, double)"/>, with targets of one shape: the batch is input, target, the inputs' lengths.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="value">What stands after the end of a sequence.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">A sequence has no axis, or shapes differ that must agree.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch Pad(IReadOnlyList<(Tensor Input, Tensor Target)> samples, double value)
    {
        (Tensor padded, Tensor lengths) = Padded(Inputs(samples), value);
        return new Batch(padded, Stacked(Targets(samples), "target"), lengths);
    }

    /// <summary>Sequences whose targets are sequences too, both padded with zeros: the batch is input, target, the inputs' lengths, the targets' lengths.</summary>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">A sequence has no axis, or shapes differ that must agree.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch PadBoth(IReadOnlyList<(Tensor Input, Tensor Target)> samples) => PadBoth(samples, 0, 0);

    /// <summary>Sequences whose targets are sequences too, such as the letters of a line of handwriting: the batch is input, target, the inputs' lengths, the targets' lengths, in the order of <c>CtcLoss</c>.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="value">What stands after the end of an input.</param>
    /// <param name="targetValue">What stands after the end of a target.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    /// <exception cref="ShapeException">A sequence has no axis, or the shapes differ in another axis than the first.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch PadBoth(IReadOnlyList<(Tensor Input, Tensor Target)> samples, double value, double targetValue)
    {
        (Tensor inputs, Tensor inputLengths) = Padded(Inputs(samples), value);
        (Tensor targets, Tensor targetLengths) = Padded(Targets(samples), targetValue);
        return new Batch(inputs, targets, inputLengths, targetLengths);
    }

    /// <summary>Sequences [Tᵢ, ...] padded at their ends to the longest, [N, T, ...], and their lengths, Int64 [N].</summary>
    /// <param name="sequences">At least one.</param>
    /// <param name="value">What stands after the end of a sequence.</param>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    /// <exception cref="ShapeException">A sequence has no axis, or the shapes differ in another axis than the first.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static (Tensor Sequences, Tensor Lengths) Padded(IReadOnlyList<Tensor> sequences, double value = 0)
    {
        RequireAny(sequences);
        Tensor first = sequences[0];
        var lengths = new long[sequences.Count];
        int longest = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            Tensor x = sequences[i];
            if (x.Rank == 0) throw new ShapeException($"Sequence {i} is a scalar; the first axis must count the steps.", "Collate.Stack takes samples without a length.");
            if (x.Rank != first.Rank || !Rest(x).SequenceEqual(Rest(first)))
            {
                throw new ShapeException($"Sequences may differ in their first axis only: sequence 0 has the shape {first.Shape}, sequence {i} {x.Shape}.", "Transpose them if the time is on another axis.");
            }

            RequireType(first, x, i, "Sequence");
            lengths[i] = x.Shape[0];
            longest = Math.Max(longest, x.Shape[0]);
        }

        using var noGrad = Autograd.Pause();
        Tensor padded = Tensor.Full(new Shape([sequences.Count, longest, .. Rest(first)]), value, first.DType);
        for (int i = 0; i < lengths.Length; i++)
        {
            if (sequences[i].Count > 0) padded.Select(0, i).Narrow(0, 0, sequences[i].Shape[0]).CopyFrom(sequences[i]);
        }

        return (padded, Tensor.Wrap(lengths));
    }

    static Tensor Stacked(IReadOnlyList<Tensor> samples, string what)
    {
        RequireAny(samples);
        for (int i = 1; i < samples.Count; i++)
        {
            if (samples[i].Shape != samples[0].Shape)
            {
                throw new ShapeException($"Samples of one batch must have one shape: the {what} of sample 0 has {samples[0].Shape}, that of sample {i} {samples[i].Shape}.",
                    "Collate.Pad puts sequences of different lengths together; images are brought to one size with Resize or CenterCrop.");
            }

            RequireType(samples[0], samples[i], i, "Sample");
        }

        using var noGrad = Autograd.Pause();
        return Tensor.Stack([.. samples]);
    }

    static ReadOnlySpan<int> Rest(Tensor x) => ((ReadOnlySpan<int>)x.Shape)[1..];

    static void RequireAny(IReadOnlyList<Tensor> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0) throw new ArgumentException("A batch needs at least one sample.", nameof(samples));
    }

    static void RequireType(Tensor first, Tensor other, int i, string what)
    {
        if (other.DType != first.DType) throw new DTypeException($"{what} {i} is {other.DType}, the first one {first.DType}; those of one batch must have one type.", "Convert them with To.");
    }

    static Tensor[] Inputs(IReadOnlyList<(Tensor Input, Tensor Target)> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var inputs = new Tensor[samples.Count];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = samples[i].Input;
        return inputs;
    }

    static Tensor[] Targets(IReadOnlyList<(Tensor Input, Tensor Target)> samples)
    {
        var targets = new Tensor[samples.Count];
        for (int i = 0; i < targets.Length; i++) targets[i] = samples[i].Target;
        return targets;
    }
}
