using Hebb.Plots.Charts;
using Hebb.Plots.Svg;
using Hebb.Plots.Terminal;

namespace Hebb.Plots;

/// <summary>Values over another quantity, joined by lines: learning curves, functions, measurements with their spread.</summary>
/// <param name="title">The line above the chart.</param>
/// <example><code>
/// new LineChart("Loss") { XTitle = "epoch", YTitle = "cross-entropy (nats)", YScale = AxisScale.Log }
///     .Line("train", train).Line("test", test).Horizontal(Math.Log(10), "chance").SaveSvg("loss.svg");
/// </code></example>
public sealed class LineChart(string title = "") : XyChart(title)
{
    readonly List<Series> lines = [];

    /// <summary>Adds a line through points.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="x">Where the points are; need not be sorted.</param>
    /// <param name="y">As many values. A NaN breaks the line.</param>
    /// <param name="marker">What marks the points.</param>
    /// <param name="dashed">Whether the line is dashed: a bound, a theory, an older run.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentException">No values, none that is finite, or lengths that differ.</exception>
    public LineChart Line(string name, PlotData x, PlotData y, Marker marker = Marker.None, bool dashed = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        (double[] xs, double[] ys) = Paired(name, x, y);
        lines.Add(new Series(name, xs, ys, marker, dashed));
        return this;
    }

    /// <summary>Adds a line of values at <paramref name="start"/>, start + 1, …</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="y">The values. A NaN breaks the line.</param>
    /// <param name="start">The x of the first value: 1 where epochs are counted from one.</param>
    /// <param name="marker">What marks the points.</param>
    /// <param name="dashed">Whether the line is dashed.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentException">No values, or none that is finite.</exception>
    public LineChart Line(string name, PlotData y, double start = 0, Marker marker = Marker.None, bool dashed = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        y.Required($"“{name}”", nameof(y));
        return Line(name, PlotData.From(Enumerable.Range(0, y.Count).Select(i => start + i)), y, marker, dashed);
    }

    /// <summary>Shades the room between two bounds around the line that was added last, in its colour: a standard deviation, a confidence interval.</summary>
    /// <param name="lower">As many values as the line has.</param>
    /// <param name="upper">As many values as the line has.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="InvalidOperationException">There is no line yet.</exception>
    /// <exception cref="ArgumentException">Lengths that differ, or no finite value.</exception>
    public LineChart Band(PlotData lower, PlotData upper)
    {
        if (lines.Count == 0) throw new InvalidOperationException("A band belongs to the line added before it: call Line first.");
        Series line = lines[^1];
        double[] low = lower.Required($"The lower bound of “{line.Name}”", nameof(lower)), high = upper.Required($"The upper bound of “{line.Name}”", nameof(upper));
        if (low.Length != line.X.Length || high.Length != line.X.Length)
            throw new ArgumentException($"“{line.Name}” has {line.X.Length} points, its band {low.Length} lower and {high.Length} upper values; they must be as many.", nameof(upper));
        (line.Lower, line.Upper) = (low, high);
        return this;
    }

    /// <summary>Adds a dashed line at a height: a target, a bound.</summary>
    /// <param name="y">The height.</param>
    /// <param name="label">What is written on it.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The height is not finite.</exception>
    public LineChart Horizontal(double y, string label = "")
    {
        AddReference(y, label, isVertical: false);
        return this;
    }

    /// <summary>Adds a dashed line at a place on the horizontal axis: a change of the learning rate, the best epoch.</summary>
    /// <param name="x">The place.</param>
    /// <param name="label">What is written on it.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The place is not finite.</exception>
    public LineChart Vertical(double x, string label = "")
    {
        AddReference(x, label, isVertical: true);
        return this;
    }

    private protected override bool HasWholeX => lines.TrueForAll(s => Array.TrueForAll(s.X, x => !double.IsFinite(x) || x == Math.Floor(x)));

    internal override IReadOnlyList<LegendEntry> LegendEntries() =>
        [.. lines.Select((s, i) => new LegendEntry(s.Name, Paint.Series(i), s.Marker, true, false, s.Dash))];

    internal override Bounds DataBounds()
    {
        if (lines.Count == 0) throw new InvalidOperationException($"The chart “{Title}” has no lines yet: add one with Line(name, values).");
        var bounds = new Bounds();
        foreach (Series s in lines)
        {
            for (int i = 0; i < s.X.Length; i++)
            {
                if (!Shows(s.X[i], s.Y[i])) continue;
                bounds.AddX(s.X[i]);
                bounds.AddY(s.Y[i]);
                if (s.Lower is null || s.Upper is null) continue;
                if (Shows(s.X[i], s.Lower[i])) bounds.AddY(s.Lower[i]);
                if (Shows(s.X[i], s.Upper[i])) bounds.AddY(s.Upper[i]);
            }
        }

        return bounds;
    }

    internal override void DrawMarks(SvgCanvas canvas, Plot plot)
    {
        for (int i = 0; i < lines.Count; i++) DrawBand(canvas, plot, lines[i], Paint.Series(i));
        for (int i = 0; i < lines.Count; i++)
        {
            Series s = lines[i];
            canvas.Polyline(Places(plot, s), Paint.Series(i), 2, s.Dash);
            if (s.Marker == Marker.None && s.X.Length > 1) continue;
            foreach (Point p in Places(plot, s).Where(p => !double.IsNaN(p.X))) Marks.Draw(canvas, s.Marker == Marker.None ? Marker.Circle : s.Marker, p.X, p.Y, 3.5, Paint.Series(i));
        }
    }

    internal override void Occupy(Plot plot, List<Point> points)
    {
        foreach (Series s in lines)
        {
            Point before = new(double.NaN, double.NaN);
            foreach (Point p in Places(plot, s))
            {
                double distance = Math.Sqrt(Math.Pow(p.X - before.X, 2) + Math.Pow(p.Y - before.Y, 2));
                for (double at = 4; at < distance; at += 4) points.Add(new Point(before.X + ((p.X - before.X) * at / distance), before.Y + ((p.Y - before.Y) * at / distance)));
                points.Add(p);
                before = p;
            }
        }
    }

    internal override void DrawDots(TerminalPlot plot)
    {
        for (int i = 0; i < lines.Count; i++) plot.Line(lines[i].X, lines[i].Y, Shows, i);
    }

    internal override string Describe()
    {
        string text = $"Line chart of {XTitle.OrElse("x")} against {YTitle.OrElse("y")}.";
        foreach (Series s in lines) text += $" {s.Name}: {s.X.Length} points, {Range(s.X, s.Y)}.{Missing(s.Name, s.X, s.Y)}";
        return text;
    }

    IEnumerable<Point> Places(Plot plot, Series s)
    {
        for (int i = 0; i < s.X.Length; i++) yield return Shows(s.X[i], s.Y[i]) ? plot.At(s.X[i], s.Y[i]) : new Point(double.NaN, double.NaN);
    }

    void DrawBand(SvgCanvas canvas, Plot plot, Series s, Paint paint)
    {
        if (s.Lower is null || s.Upper is null) return;
        var d = new System.Text.StringBuilder();
        int start = 0;
        while (start < s.X.Length)
        {
            int end = start;
            while (end < s.X.Length && double.IsFinite(s.X[end]) && double.IsFinite(s.Lower[end]) && Shows(s.X[end], s.Upper[end])) end++;
            // On a logarithmic axis, a bound ≤ 0 lies below everything: the band reaches the edge.
            for (int i = start; i < end; i++) Append(d, i == start ? 'M' : 'L', new Point(plot.X(s.X[i]), plot.Y(s.Upper[i])));
            for (int i = end - 1; i >= start; i--) Append(d, 'L', new Point(plot.X(s.X[i]), YScale == AxisScale.Log && s.Lower[i] <= 0 ? plot.Area.Bottom : plot.Y(s.Lower[i])));
            if (end > start) d.Append('Z');
            start = end + 1;
        }

        canvas.Path(d.ToString(), paint, null, opacity: 0.18);
    }

    static void Append(System.Text.StringBuilder d, char command, Point p) =>
        d.Append(command).Append(NumberText.Coordinate(p.X)).Append(' ').Append(NumberText.Coordinate(p.Y));

    sealed class Series(string name, double[] x, double[] y, Marker marker, bool dashed)
    {
        public string Name => name;

        public double[] X => x;

        public double[] Y => y;

        public Marker Marker => marker;

        public string? Dash => dashed ? "6 4" : null;

        public double[]? Lower { get; set; }

        public double[]? Upper { get; set; }
    }
}
