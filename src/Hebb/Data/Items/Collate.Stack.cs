using System.Runtime.CompilerServices;

namespace Hebb.Data;

/// <content>What becomes of samples when nobody says how to put them together.</content>
public static partial class Collate
{
    /// <summary>
    /// Samples of one kind on a new first axis. A tensor [...] becomes [N, ...]; an array of n numbers [N, n]; a number [N]: whole numbers Int64, as labels are, others Float32, truth values
    /// Bool. Of tuples, each part becomes a tensor of the batch: input, target and further ones.
    /// </summary>
    /// <typeparam name="T">A tensor, an array of numbers, a number, or a tuple of them.</typeparam>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">There is no sample, or it is of another kind.</exception>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    public static Batch Stack<T>(IReadOnlyList<T> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0) throw new ArgumentException("A batch needs at least one sample.", nameof(samples));
        if (samples[0] is not ITuple first) return new Batch(Stacked(Column(samples, static sample => sample), "input"));
        var tensors = new Tensor[first.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            int part = i;
            tensors[i] = Stacked(Column(samples, sample => ((ITuple)sample!)[part]), i == 0 ? "input" : i == 1 ? "target" : $"part {i}");
        }

        return new Batch(tensors);
    }

    static Tensor[] Column<T>(IReadOnlyList<T> samples, Func<T, object?> part)
    {
        var column = new Tensor[samples.Count];
        for (int i = 0; i < column.Length; i++) column[i] = AsTensor<T>(part(samples[i]), i);
        return column;
    }

    static Tensor AsTensor<T>(object? value, int sample) => value switch
    {
        Tensor x => x,
        float x => Tensor.Scalar(x),
        double x => Tensor.Scalar(x),
        long x => Tensor.Scalar(x),
        int or short or byte or sbyte or uint or ushort => Tensor.Scalar(((IConvertible)value).ToInt64(null)),
        bool x => Tensor.Scalar(x),
        float[] x => Tensor.From(x),
        double[] x => Tensor.From(x),
        long[] x => Tensor.From(x),
        int[] x => Tensor.From(x),
        byte[] x => Tensor.From(x),
        bool[] x => Tensor.From(x),
        null => throw new ArgumentException($"Sample {sample} of this batch is null, or a part of it is; a sample that cannot be made throws an exception that says why."),
        _ => throw new ArgumentException(
            $"A sample of type {typeof(T)} holds a {value.GetType()}, which does not stack by itself; tensors, numbers and arrays of numbers do, alone or in tuples. Say how such samples become a batch: "
            + "data.Collated(samples => new Batch(…)), or Map each one to tensors first."),
    };
}
