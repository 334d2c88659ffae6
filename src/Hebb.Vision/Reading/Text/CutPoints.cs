namespace Hebb.Vision.Reading.Text;

/// <summary>Where a piece of ink of several touching letters may be cut: columns with little ink, and columns where the upper and the lower contour come near each other.</summary>
static class CutPoints
{
    // At most this much of the letters' height apart from each other.
    const double Nearest = 0.22;

    /// <summary>Columns of the mask at which to cut (the right part begins there), from the left.</summary>
    /// <param name="mask">The piece.</param>
    /// <param name="height">The height of a letter in pixels.</param>
    /// <param name="stroke">The width of the pen in pixels.</param>
    public static int[] Find(InkMask mask, double height, double stroke)
    {
        int width = mask.Width;
        var (ink, extent) = Profiles(mask);
        int reach = Math.Max(1, (int)Math.Round(stroke * 0.5));
        double[] smoothInk = Smooth(ink, reach), smoothExtent = Smooth(extent, reach);
        var found = new List<(int Column, double Cost)>();
        int edge = Math.Max(2, (int)(Nearest * 0.7 * height));
        for (int x = edge; x < width - edge; x++)
        {
            // Little ink is good; a narrow waist is good too, even of two strokes that touch side by side.
            double cost = Math.Min(smoothInk[x], (0.5 * smoothExtent[x]) + (0.8 * stroke));
            if (cost > Math.Max(3 * stroke, 0.45 * height)) continue;
            bool lowest = true;
            int span = Math.Max(1, (int)(Nearest * 0.5 * height));
            for (int k = Math.Max(0, x - span); k <= Math.Min(width - 1, x + span) && lowest; k++)
            {
                double other = Math.Min(smoothInk[k], (0.5 * smoothExtent[k]) + (0.8 * stroke));
                lowest = other > cost || (other == cost && k >= x) || k == x;
            }

            if (lowest) found.Add((x, cost));
        }

        var chosen = new List<int>();
        foreach ((int column, _) in found.OrderBy(one => one.Cost))
        {
            if (chosen.TrueForAll(other => Math.Abs(other - column) >= Nearest * height)) chosen.Add(column);
        }

        return [.. chosen.Order()];
    }

    // For each column: how much ink, and from the first row of ink to the last.
    static (double[] Ink, double[] Extent) Profiles(InkMask mask)
    {
        double[] ink = new double[mask.Width], extent = new double[mask.Width];
        var top = new int[mask.Width];
        var bottom = new int[mask.Width];
        Array.Fill(top, -1);
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                byte value = mask.Ink[(y * mask.Width) + x];
                ink[x] += value / 255.0;
                if (value < 128) continue;
                if (top[x] < 0) top[x] = y;
                bottom[x] = y + 1;
            }
        }

        for (int x = 0; x < mask.Width; x++) extent[x] = top[x] < 0 ? 0 : bottom[x] - top[x];
        return (ink, extent);
    }

    static double[] Smooth(double[] values, int reach)
    {
        var smooth = new double[values.Length];
        for (int x = 0; x < values.Length; x++)
        {
            int from = Math.Max(0, x - reach), to = Math.Min(values.Length - 1, x + reach);
            for (int k = from; k <= to; k++) smooth[x] += values[k];
            smooth[x] /= to - from + 1;
        }

        return smooth;
    }
}
