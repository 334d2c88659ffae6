namespace Hebb.Backends.Cpu;

/// <summary>
/// Along one axis, the old pixels that each new one is made of, and their weights: 1, 2 or 4 taps a pixel, by PyTorch's rules for coordinates. Indices outside
/// are those of the edge.
/// </summary>
internal sealed class ResampleAxis
{
    const double A = -0.75;

    internal ResampleAxis(int length, int count, InterpolationMode mode, bool alignCorners, double step)
    {
        Taps = mode switch { InterpolationMode.Nearest => 1, InterpolationMode.Bilinear => 2, _ => 4 };
        Indices = new int[count * Taps];
        Weights = new double[count * Taps];
        for (int i = 0; i < count; i++)
        {
            Span<int> indices = Indices.AsSpan(i * Taps, Taps);
            Span<double> weights = Weights.AsSpan(i * Taps, Taps);
            if (mode == InterpolationMode.Nearest)
            {
                indices[0] = Nearest(i, length, count, step);
                weights[0] = 1;
                continue;
            }

            double at = alignCorners ? i * step : ((i + 0.5) * step) - 0.5;
            if (mode == InterpolationMode.Bilinear) Linear(Math.Max(at, 0), length, indices, weights);
            else Cubic(at, length, indices, weights);
        }
    }

    /// <summary>Old pixels for each new one.</summary>
    internal int Taps { get; }

    internal int[] Indices { get; }

    internal double[] Weights { get; }

    // In single precision whatever the type, as PyTorch does: at a border between two pixels the last bit decides which it is. The same size and the double one are
    // exact even where a given scale was rounded down to them.
    static int Nearest(int i, int length, int count, double step)
    {
        if (count == length) return i;
        return count == 2 * length ? i / 2 : Math.Min((int)MathF.Floor(i * (float)step), length - 1);
    }

    static void Linear(double at, int length, Span<int> indices, Span<double> weights)
    {
        indices[0] = Math.Min((int)at, length - 1);
        indices[1] = Math.Min(indices[0] + 1, length - 1);
        weights[1] = Math.Clamp(at - indices[0], 0, 1);
        weights[0] = 1 - weights[1];
    }

    static void Cubic(double at, int length, Span<int> indices, Span<double> weights)
    {
        int first = (int)Math.Floor(at);
        double t = at - first;
        for (int tap = 0; tap < 4; tap++) indices[tap] = Math.Clamp(first + tap - 1, 0, length - 1);
        weights[0] = Far(t + 1);
        weights[1] = Near(t);
        weights[2] = Near(1 - t);
        weights[3] = Far(2 - t);
    }

    static double Near(double t) => ((((A + 2) * t) - (A + 3)) * t * t) + 1;

    static double Far(double t) => (((((A * t) - (5 * A)) * t) + (8 * A)) * t) - (4 * A);
}
