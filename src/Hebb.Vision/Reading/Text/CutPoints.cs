namespace Hebb.Vision.Reading.Text;

/// <summary>A straight cut through a piece of ink, upright or a little slanted.</summary>
/// <param name="Column">Where it crosses the middle row, in columns of the piece.</param>
/// <param name="Slant">Columns to the right for each row upwards.</param>
readonly record struct Cut(int Column, double Slant)
{
    /// <summary>The first column to the right of the cut in a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rows">How many rows the piece has.</param>
    public int At(int row, int rows) => Column + (int)Math.Round(Slant * (((rows - 1) / 2.0) - row));
}

/// <summary>Where a piece of ink of several touching letters may be cut: along lines that cross little ink, and where the upper and the lower contour come near each other.</summary>
static class CutPoints
{
    // At most this much of the letters' height apart from each other.
    const double Nearest = 0.16;

    // What a slanted cut must win against an upright one, in widths of the pen for each unit of slant.
    const double SlantCost = 1;

    static readonly double[] Slants = [0, -0.25, 0.25, -0.5, 0.5];

    /// <summary>The cuts, from the left.</summary>
    /// <param name="mask">The piece.</param>
    /// <param name="height">The height of a letter in pixels.</param>
    /// <param name="stroke">The width of the pen in pixels.</param>
    public static Cut[] Find(InkMask mask, double height, double stroke)
    {
        int edge = Math.Max(2, (int)(Nearest * height));
        var found = new List<(Cut Cut, double Cost)>();
        foreach (double slant in Slants)
        {
            double[] cost = Costs(mask, slant, stroke);
            for (int x = edge; x < mask.Width - edge; x++)
            {
                if (cost[x] <= Math.Max(3 * stroke, 0.45 * height) && IsLowest(cost, x, edge / 2)) found.Add((new Cut(x, slant), cost[x] + (SlantCost * Math.Abs(slant) * stroke)));
            }
        }

        var chosen = new List<Cut>();
        foreach ((Cut cut, _) in found.OrderBy(one => one.Cost))
        {
            if (chosen.TrueForAll(other => Apart(cut, other, mask.Height) >= Nearest * height)) chosen.Add(cut);
        }

        return [.. chosen.OrderBy(cut => cut.Column)];
    }

    // Two cuts must not cross, and must leave room between them.
    static double Apart(Cut a, Cut b, int rows)
    {
        int top = a.At(0, rows) - b.At(0, rows), bottom = a.At(rows - 1, rows) - b.At(rows - 1, rows);
        return top > 0 == bottom > 0 ? Math.Min(Math.Abs(a.Column - b.Column), 2 * Math.Min(Math.Abs(top), Math.Abs(bottom))) : 0;
    }

    static bool IsLowest(double[] cost, int x, int span)
    {
        for (int k = Math.Max(0, x - span); k <= Math.Min(cost.Length - 1, x + span); k++)
        {
            if (cost[k] < cost[x] || (cost[k] == cost[x] && k > x)) return false;
        }

        return true;
    }

    // Little ink on the way is good; a narrow waist is good too, even of two strokes that touch side by side.
    static double[] Costs(InkMask mask, double slant, double stroke)
    {
        double[] ink = new double[mask.Width], extent = new double[mask.Width];
        var top = new int[mask.Width];
        Array.Fill(top, -1);
        for (int y = 0; y < mask.Height; y++)
        {
            int shift = new Cut(0, slant).At(y, mask.Height);
            for (int x = Math.Max(0, -shift); x < Math.Min(mask.Width, mask.Width - shift); x++)
            {
                byte value = mask.Ink[(y * mask.Width) + x + shift];
                ink[x] += value / 255.0;
                if (value < 128) continue;
                if (top[x] < 0) top[x] = y;
                extent[x] = y + 1 - top[x];
            }
        }

        int reach = Math.Max(1, (int)Math.Round(stroke * 0.5));
        double[] smoothInk = Smooth(ink, reach), smoothExtent = Smooth(extent, reach);
        return [.. smoothInk.Select((one, x) => Math.Min(one, (0.5 * smoothExtent[x]) + (0.8 * stroke)))];
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
