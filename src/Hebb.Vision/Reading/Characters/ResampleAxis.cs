using System.Numerics.Tensors;

namespace Hebb.Vision.Reading.Characters;

/// <summary>One axis of a resampling: which source pixels each target pixel is made of, and with which weights. Beyond the source there is paper, 0.</summary>
readonly struct ResampleAxis
{
    readonly int[] starts;
    readonly float[] weights;
    readonly int taps;

    ResampleAxis(int[] starts, float[] weights, int taps, int length)
    {
        (this.starts, this.weights, this.taps) = (starts, weights, taps);
        int first = length, last = 0;
        foreach (int start in starts) (first, last) = (Math.Min(first, Math.Max(0, start)), Math.Max(last, Math.Min(length, start + taps)));
        Range = (Math.Min(first, last), last);
    }

    /// <summary>The source pixels that are used.</summary>
    public (int First, int Last) Range { get; }

    /// <summary>Mitchell's cubic, widened when it reduces: smooth edges without losing thin strokes.</summary>
    /// <param name="length">Pixels of the source.</param>
    /// <param name="origin">Where the target begins in the source.</param>
    /// <param name="scale">Target pixels for one of the source.</param>
    /// <param name="count">Pixels of the target.</param>
    /// <remarks>Mitchell and Netravali: Reconstruction filters in computer graphics (1988).</remarks>
    public static ResampleAxis Smooth(int length, float origin, float scale, int count)
    {
        float reach = Math.Max(1, 1 / scale);
        return Make(length, count, (int)MathF.Ceiling(4 * reach) + 1, i => origin + ((i + 0.5f) / scale) - (2 * reach), (i, x) => Cubic((x + 0.5f - origin - ((i + 0.5f) / scale)) / reach));
    }

    /// <summary>The mean over the source that a target pixel covers.</summary>
    /// <param name="length">Pixels of the source.</param>
    /// <param name="origin">Where the target begins in the source.</param>
    /// <param name="step">Source pixels for one of the target, at least 1.</param>
    /// <param name="count">Pixels of the target.</param>
    public static ResampleAxis Mean(int length, float origin, float step, int count) =>
        Make(length, count, (int)MathF.Ceiling(step) + 1, i => origin + (i * step), (i, x) => Math.Max(0, Math.Min(x + 1, origin + ((i + 1) * step)) - Math.Max(x, origin + (i * step))));

    /// <summary>Resamples one row.</summary>
    public void Apply(ReadOnlySpan<byte> source, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            int start = starts[i], from = Math.Max(0, -start), to = Math.Min(taps, source.Length - start);
            float sum = 0;
            for (int k = from; k < to; k++) sum += weights[(i * taps) + k] * source[start + k];
            target[i] = sum;
        }
    }

    /// <summary>Target row <paramref name="i"/>: the weighted sum of source rows, which lie one after the other from row <paramref name="first"/> on.</summary>
    public void Combine(int i, ReadOnlySpan<float> rows, int first, int width, Span<float> target)
    {
        target.Clear();
        for (int k = 0; k < taps; k++)
        {
            float weight = weights[(i * taps) + k];
            int row = starts[i] + k - first;
            if (weight == 0 || row < 0 || starts[i] + k >= Range.Last) continue;
            TensorPrimitives.MultiplyAdd(rows.Slice(row * width, width), weight, target, target);
        }
    }

    static ResampleAxis Make(int length, int count, int taps, Func<int, float> begin, Func<int, int, float> weight)
    {
        (var starts, var weights) = (new int[count], new float[count * taps]);
        for (int i = 0; i < count; i++)
        {
            starts[i] = (int)MathF.Floor(begin(i));
            Span<float> mine = weights.AsSpan(i * taps, taps);
            for (int k = 0; k < taps; k++) mine[k] = weight(i, starts[i] + k);
            float sum = TensorPrimitives.Sum(mine);
            TensorPrimitives.Divide(mine, sum, mine);
        }

        return new ResampleAxis(starts, weights, taps, length);
    }

    static float Cubic(float x)
    {
        x = Math.Abs(x);
        return x < 1 ? (((7 * x) - 12) * x * x / 6) + (16f / 18) : x < 2 ? (((((-7f / 3) * x) + 12) * x - 20) * x + (32f / 3)) / 6 : 0;
    }
}
