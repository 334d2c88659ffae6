using System.Text;
using Hebb.Plots.Axes;
using Hebb.Plots.Charts;
using Hebb.Plots.Svg;
using Hebb.Plots.Terminal;

namespace Hebb.Plots;

/// <summary>How often values fall into equal intervals: weights, activations, errors. Several distributions share the intervals and lie over each other.</summary>
/// <param name="title">The line above the chart.</param>
public sealed class Histogram(string title = "") : Chart(title)
{
    readonly List<(string Name, double[] Values, int Unreal)> sets = [];

    /// <summary>
    /// The number of intervals; 0 lets the Freedman–Diaconis rule choose: a width of 2 · IQR / ∛n. Source: Freedman, Diaconis (1981). Either way the bounds
    /// are moved to round numbers, so the number that is drawn can differ a little.
    /// </summary>
    public int Bins { get; set; }

    /// <summary>Whether areas are shares (each distribution's is 1) instead of counts.</summary>
    public bool Density { get; set; }

    /// <summary>Adds a distribution.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="values">The values; those that are NaN or infinite are left out.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentException">No values, or none that is finite.</exception>
    public Histogram Add(string name, PlotData values)
    {
        ArgumentNullException.ThrowIfNull(name);
        double[] all = values.Required($"“{name}”", nameof(values));
        double[] real = [.. all.Where(double.IsFinite).Order()];
        sets.Add((name, real, all.Length - real.Length));
        return this;
    }

    internal override IReadOnlyList<LegendEntry> LegendEntries() => [.. sets.Select((s, i) => new LegendEntry(s.Name, Paint.Series(i), Marker.None, false, true))];

    internal override Bounds DataBounds()
    {
        (double[] edges, double[][] heights) = Counted();
        var bounds = new Bounds();
        bounds.AddX(edges[0]);
        bounds.AddX(edges[^1]);
        bounds.AddY(0);
        foreach (double[] h in heights) bounds.AddY(h.Max());
        return bounds;
    }

    internal override Axis MakeX(Bounds bounds, int count) => Axis.For(SharedX?.Low ?? bounds.XLow, SharedX?.High ?? bounds.XHigh, false, count, isExact: true);

    internal override void DrawMarks(SvgCanvas canvas, Plot plot)
    {
        (double[] edges, double[][] heights) = Counted();
        for (int s = 0; s < heights.Length; s++)
        {
            // Over others a distribution is one shape with an outline, so that all of it is seen.
            if (heights.Length > 1)
            {
                canvas.Area(Outline(plot, edges, heights[s]), Paint.Series(s), 0.3);
                canvas.Polyline(Outline(plot, edges, heights[s]), Paint.Series(s), 1.75);
                continue;
            }

            for (int i = 0; i < heights[s].Length; i++)
            {
                double left = plot.X(edges[i]), right = plot.X(edges[i + 1]), top = plot.Y(heights[s][i]);
                if (heights[s][i] > 0) canvas.Rect(new Box(left, top, right - left, plot.Area.Bottom - top), Paint.Series(s), Paint.Paper, 0, 1, 0.75);
            }
        }
    }

    internal override void Occupy(Plot plot, List<Point> points)
    {
        (double[] edges, double[][] heights) = Counted();
        foreach (double[] h in heights)
        {
            for (int i = 0; i < h.Length; i++)
            {
                double left = plot.X(edges[i]), right = plot.X(edges[i + 1]);
                for (double y = plot.Y(h[i]); y <= plot.Area.Bottom; y += 6)
                {
                    for (double x = left; x <= right; x += 6) points.Add(new Point(x, y));
                }
            }
        }
    }

    internal override string DrawTerminal(int width, int height, bool color)
    {
        (double[] edges, double[][] heights) = Counted();
        var text = new StringBuilder();
        for (int s = 0; s < heights.Length; s++)
        {
            double[] h = heights[s];
            double top = heights.Max(v => v.Max());
            int each = Math.Max(1, width / h.Length);
            if (sets.Count > 1) text.Append(sets[s].Name).Append('\n');
            for (int line = height - 1; line >= 0; line--)
            {
                var row = new StringBuilder();
                for (int i = 0; i < h.Length && row.Length < width; i++) row.Append(Blocks.Rise(h[i] / top * height, line), each);
                text.Append(BrailleCanvas.Colored(row.ToString().TrimEnd(), s, color)).Append('\n');
            }

            string low = NumberText.Value(edges[0]), high = NumberText.Value(edges[^1]);
            text.Append('─', Math.Min(width, each * h.Length)).Append('\n').Append(low).Append(high.PadLeft(Math.Max(1, Math.Min(width, each * h.Length) - low.Length))).Append('\n');
        }

        return text.ToString();
    }

    internal override string Describe()
    {
        string text = $"Histogram of {XTitle.OrElse("values")}.";
        foreach ((string name, double[] values, int unreal) in sets)
        {
            text += $" {name}: {values.Length} values from {NumberText.Value(values[0])} to {NumberText.Value(values[^1])}, median {NumberText.Value(values[values.Length / 2])}.";
            if (unreal > 0) text += $" {unreal} of {values.Length + unreal} are NaN or infinite and are left out.";
        }

        return text;
    }

    static IEnumerable<Point> Outline(Plot plot, double[] edges, double[] heights)
    {
        yield return new Point(plot.X(edges[0]), plot.Area.Bottom);
        for (int i = 0; i < heights.Length; i++)
        {
            yield return new Point(plot.X(edges[i]), plot.Y(heights[i]));
            yield return new Point(plot.X(edges[i + 1]), plot.Y(heights[i]));
        }

        yield return new Point(plot.X(edges[^1]), plot.Area.Bottom);
    }

    (double[] Edges, double[][] Heights) Counted()
    {
        if (sets.Count == 0) throw new InvalidOperationException($"The histogram “{Title}” has no values yet: add some with Add(name, values).");
        ArgumentOutOfRangeException.ThrowIfNegative(Bins);
        double low = sets.Min(s => s.Values[0]), high = sets.Max(s => s.Values[^1]);
        if (low == high) (low, high) = (low - 0.5, high + 0.5);
        double step = Ticks.Step(low, high, Bins > 0 ? Math.Min(Bins, 2000) : Wanted(low, high));
        long first = (long)Math.Floor((low / step) + 1e-9), last = Math.Max(first + 1, (long)Math.Ceiling((high / step) - 1e-9));
        double[] edges = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
        double[][] heights = [.. sets.Select(s => Count(s.Values, first, step, edges.Length - 1))];
        return (edges, heights);
    }

    double[] Count(double[] values, long first, double step, int bins)
    {
        var counts = new double[bins];
        foreach (double v in values) counts[(int)Math.Clamp(Math.Floor((v / step) + 1e-9) - first, 0, bins - 1)]++;
        if (Density)
        {
            for (int i = 0; i < bins; i++) counts[i] /= values.Length * step;
        }

        return counts;
    }

    int Wanted(double low, double high)
    {
        double width = sets.Min(s => 2 * (s.Values[s.Values.Length * 3 / 4] - s.Values[s.Values.Length / 4]) / Math.Cbrt(s.Values.Length));
        return width > 0 ? (int)Math.Clamp((high - low) / width, 5, 80) : 20;
    }
}
