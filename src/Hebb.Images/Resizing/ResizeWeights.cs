namespace Hebb.Images;

/// <summary>For every place of a resized axis the sources that it is made of, and their weights, which add up to 1.</summary>
/// <remarks>The antialiased filters of Pillow and of torchvision: the filter is as wide as a pixel of the smaller of the two images.</remarks>
sealed class ResizeWeights
{
    readonly int[] firsts;
    readonly int[] counts;
    readonly float[] weights;
    readonly int max;

    /// <summary>Computes the weights of an axis.</summary>
    /// <param name="from">Its length.</param>
    /// <param name="to">Its new length.</param>
    /// <param name="interpolation">The filter.</param>
    public ResizeWeights(int from, int to, Interpolation interpolation)
    {
        double scale = (double)from / to, width = interpolation == Interpolation.Nearest ? 1 : Math.Max(scale, 1);
        double support = width * (interpolation == Interpolation.Bicubic ? 2 : 1);
        max = interpolation == Interpolation.Nearest ? 1 : (int)Math.Ceiling(support) * 2 + 1;
        firsts = new int[to];
        counts = new int[to];
        weights = new float[to * max];
        Span<double> exact = max <= 256 ? stackalloc double[max] : new double[max];
        for (int i = 0; i < to; i++)
        {
            if (interpolation == Interpolation.Nearest)
            {
                (firsts[i], counts[i], weights[i]) = (Math.Min((int)(i * scale), from - 1), 1, 1);
                continue;
            }

            double centre = (i + 0.5) * scale, sum = 0;
            int first = Math.Max((int)(centre - support + 0.5), 0), end = Math.Min((int)(centre + support + 0.5), from);
            for (int j = first; j < end; j++)
            {
                double x = Math.Abs((j - centre + 0.5) / width);
                exact[j - first] = interpolation == Interpolation.Bicubic ? Cubic(x) : Math.Max(1 - x, 0);
                sum += exact[j - first];
            }

            (firsts[i], counts[i]) = (first, end - first);
            for (int j = 0; j < end - first; j++) weights[(i * max) + j] = (float)(exact[j] / sum);
        }
    }

    /// <summary>The first source of a place.</summary>
    public int First(int place) => firsts[place];

    /// <summary>The weights of a place, for its first source and those that follow.</summary>
    public ReadOnlySpan<float> Of(int place) => weights.AsSpan(place * max, counts[place]);

    // (a + 2)|x|³ − (a + 3)|x|² + 1 up to 1, a|x|³ − 5a|x|² + 8a|x| − 4a up to 2, with a = −½.
    static double Cubic(double x)
    {
        const double a = -0.5;
        if (x < 1) return ((((a + 2) * x) - (a + 3)) * x * x) + 1;
        return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a : 0;
    }
}
