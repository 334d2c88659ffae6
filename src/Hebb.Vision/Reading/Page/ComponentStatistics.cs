namespace Hebb.Vision.Reading.Page;

/// <summary>What tells writing from other marks, for each connected component of ink.</summary>
sealed class ComponentStatistics
{
    /// <param name="components">The components.</param>
    /// <param name="strength">How dark each pixel is.</param>
    /// <param name="mask">The ink in which the components were found: 255 and 0.</param>
    public ComponentStatistics(ConnectedComponents components, ReadOnlySpan<byte> strength, ReadOnlySpan<byte> mask)
    {
        Components = components;
        int count = components.Count, width = components.Width, height = components.Height;
        double[] sums = new double[count], squares = new double[count], distances = new double[count];
        Contrast = new double[count];
        StrokeWidth = new double[count];
        LargestWidth = new double[count];
        byte[] distance = DistanceTransform.Compute(mask, width, height, inkIsBelow: false);
        ReadOnlySpan<int> labels = components.Labels;
        for (int i = 0; i < labels.Length; i++)
        {
            int label = labels[i] - 1;
            if (label < 0) continue;
            double s = strength[i];
            sums[label] += s;
            squares[label] += s * s;
            distances[label] += distance[i];
            LargestWidth[label] = Math.Max(LargestWidth[label], distance[i]);
        }

        for (int k = 0; k < count; k++)
        {
            Contrast[k] = sums[k] > 0 ? squares[k] / sums[k] : 0;

            // A stroke w pixels wide has distances from 1 to w / 2 and back: (w + 2) / 4 on average.
            StrokeWidth[k] = Math.Max(1, (distances[k] / components.Areas[k] * 4 / 3) - 2);
            LargestWidth[k] = Math.Max(1, (LargestWidth[k] * 2 / 3) - 1);
        }
    }

    public ConnectedComponents Components { get; }

    /// <summary>The mean darkness, weighed by itself.</summary>
    public double[] Contrast { get; }

    /// <summary>The mean width of its strokes in pixels.</summary>
    public double[] StrokeWidth { get; }

    /// <summary>The diameter of the largest circle in it.</summary>
    public double[] LargestWidth { get; }

    /// <summary>The value at which half of the weight lies on each side.</summary>
    public static double WeightedMedian(IEnumerable<(double Value, double Weight)> values)
    {
        (double Value, double Weight)[] sorted = [.. values.OrderBy(v => v.Value)];
        double half = sorted.Sum(v => v.Weight) / 2, sum = 0;
        foreach ((double value, double weight) in sorted)
        {
            sum += weight;
            if (sum >= half && weight > 0) return value;
        }

        return 0;
    }
}
