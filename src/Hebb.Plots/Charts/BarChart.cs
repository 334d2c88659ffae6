using System.Text;
using Hebb.Plots.Axes;
using Hebb.Plots.Charts;
using Hebb.Plots.Svg;
using Hebb.Plots.Terminal;

namespace Hebb.Plots;

/// <summary>Bars for named things: accuracies of models, times of steps. Several series stand side by side, or on each other.</summary>
/// <param name="title">The line above the chart.</param>
/// <param name="categories">What the bars stand for, in order.</param>
/// <exception cref="ArgumentException">There are no categories.</exception>
/// <example><code>new BarChart("Accuracy", ["MLP", "LeNet"]) { YTitle = "%" }.Bars("train", [99.1, 99.8]).Bars("test", [97.6, 99.0])</code></example>
public sealed class BarChart(string title, IReadOnlyList<string> categories) : Chart(title)
{
    readonly string[] categories = categories is { Count: > 0 } ? [.. categories] : throw new ArgumentException("A bar chart needs at least one category.", nameof(categories));
    readonly List<(string Name, double[] Values)> series = [];

    /// <summary>Whether the series' bars stand on each other instead of side by side.</summary>
    public bool Stacked { get; set; }

    /// <summary>Whether the bars run from left to right: better for long names.</summary>
    public bool Horizontal { get; set; }

    /// <summary>Whether each bar's value is printed at its end (inside, where bars are stacked).</summary>
    public bool ShowValues { get; set; } = true;

    /// <summary>How many significant digits printed values have.</summary>
    public int Digits { get; set; } = 3;

    /// <summary>Adds a series: one value for each category.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="values">As many values as there are categories; a NaN leaves its place empty.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentException">Another number of values, or none that is finite.</exception>
    public BarChart Bars(string name, PlotData values)
    {
        ArgumentNullException.ThrowIfNull(name);
        double[] items = values.Required($"“{name}”", nameof(values));
        if (items.Length != categories.Length) throw new ArgumentException($"“{name}” has {items.Length} values for {categories.Length} categories; it needs one for each.", nameof(values));
        series.Add((name, items));
        return this;
    }

    internal override IReadOnlyList<LegendEntry> LegendEntries() =>
        [.. series.Select((s, i) => new LegendEntry(s.Name, Paint.Series(i), Marker.None, false, true))];

    internal override Bounds DataBounds()
    {
        if (series.Count == 0) throw new InvalidOperationException($"The chart “{Title}” has no bars yet: add a series with Bars(name, values).");
        var bounds = new Bounds();
        bounds.AddX(0);
        bounds.AddX(categories.Length);
        bounds.AddY(0);
        for (int s = 0; s < series.Count; s++)
        {
            for (int c = 0; c < categories.Length; c++)
            {
                (double from, double to) = Span(s, c);
                if (!double.IsFinite(to)) continue;
                bounds.AddY(from);
                bounds.AddY(to);
            }
        }

        return bounds;
    }

    private protected override Bounds Widened(Bounds bounds)
    {
        // Room for the printed values.
        if (!ShowValues || Stacked) return bounds;
        double room = (bounds.YHigh - bounds.YLow) * 0.08;
        if (bounds.YHigh > 0) bounds.YHigh += room;
        if (bounds.YLow < 0) bounds.YLow -= room;
        return bounds;
    }

    internal override Axis MakeX(Bounds bounds, int count) => Horizontal ? ValueAxis(bounds, count) : Axis.Categories(categories);

    internal override Axis MakeY(Bounds bounds, int count) => Horizontal ? Axis.Categories([.. categories.Reverse()]) : ValueAxis(bounds, count);

    internal override (double Width, double Height) Size()
    {
        (double width, double height) = base.Size();
        return (width, Horizontal && Height == 0 ? Math.Max(160, (categories.Length * (Stacked ? 30 : 14 + (18 * series.Count))) + 110) : height);
    }

    private protected override bool SizesItself => Horizontal;

    internal override void DrawMarks(SvgCanvas canvas, Plot plot)
    {
        for (int s = 0; s < series.Count; s++)
        {
            for (int c = 0; c < categories.Length; c++)
            {
                if (Bar(plot, s, c) is { } box) canvas.Rect(box, Paint.Series(s), Stacked ? Paint.Paper : null, Stacked ? 0 : 1.5);
            }
        }

        if (Horizontal) canvas.Line(plot.X(0), plot.Area.Y, plot.X(0), plot.Area.Bottom, Paint.Frame);
        else canvas.Line(plot.Area.X, plot.Y(0), plot.Area.Right, plot.Y(0), Paint.Frame);
    }

    private protected override void DrawOver(SvgCanvas canvas, Plot plot)
    {
        if (!ShowValues) return;
        for (int s = 0; s < series.Count; s++)
        {
            for (int c = 0; c < categories.Length; c++)
            {
                if (Bar(plot, s, c) is not { } box) continue;
                double value = series[s].Values[c];
                string text = NumberText.Value(value, Digits);
                double width = FontMetrics.Width(text, 11);
                if (Stacked)
                {
                    Paint paint = Inside(Paint.Series(s));
                    if (width + 4 < box.Width && box.Height >= 14) canvas.Text(box.CenterX, box.CenterY + 4, text, paint, 11, "middle");
                }
                else if (Horizontal)
                {
                    canvas.Text(value < 0 ? box.X - 5 : box.Right + 5, box.CenterY + 4, text, Paint.Muted, 11, value < 0 ? "end" : "start");
                }
                else if (width < Pitch(plot) + 6)
                {
                    canvas.Text(box.CenterX, value < 0 ? box.Bottom + 13 : box.Y - 5, text, Paint.Muted, 11, "middle");
                }
            }
        }
    }

    internal override void Occupy(Plot plot, List<Point> points)
    {
        for (int s = 0; s < series.Count; s++)
        {
            for (int c = 0; c < categories.Length; c++)
            {
                if (Bar(plot, s, c) is not { } box) continue;
                double extra = ShowValues && !Stacked ? 16 : 0, side = Horizontal ? 2.5 * extra : 0;
                for (double x = box.X; x <= box.Right + side; x += 6)
                {
                    for (double y = box.Y - (Horizontal ? 0 : extra); y <= box.Bottom; y += 6) points.Add(new Point(x, y));
                }
            }
        }
    }

    internal override string DrawTerminal(int width, int height, bool color)
    {
        Bounds bounds = DataBounds();
        string[] shown = [.. categories.Select(Printable.Line)];
        int names = Math.Min(width / 3, shown.Max(TextWidth.Of)), legend = series.Max(s => TextWidth.Of(Printable.Line(s.Name))), room = Math.Max(4, width - names - 12);
        double longest = Math.Max(Math.Abs(bounds.YLow), Math.Abs(bounds.YHigh));
        if (longest == 0) longest = 1;
        if (Stacked) longest = Enumerable.Range(0, categories.Length).Max(c => series.Sum(s => double.IsFinite(s.Values[c]) ? Math.Abs(s.Values[c]) : 0));
        if (series.Count > 1) room = Math.Max(4, room - legend - 1);
        var text = new StringBuilder();
        for (int c = 0; c < categories.Length; c++)
        {
            for (int s = 0; s < series.Count; s++)
            {
                double value = series[s].Values[c];
                string name = s == 0 ? TextWidth.Cut(shown[c], names) : string.Empty;
                text.Append(TextWidth.PadRight(name, names)).Append(' ');
                if (series.Count > 1) text.Append(TextWidth.PadRight(Printable.Line(series[s].Name), legend)).Append(' ');
                text.Append(BrailleCanvas.Colored(Blocks.Row(double.IsFinite(value) ? Math.Abs(value) / longest * room : 0), s, color)).Append(' ').Append(NumberText.Value(value, Digits)).Append('\n');
            }
        }

        return text.ToString();
    }

    internal override string Describe()
    {
        string text = $"Bar chart of {categories.Length} categories{(Stacked ? ", stacked" : string.Empty)}.";
        foreach ((string name, double[] values) in series)
        {
            text += $" {name}: " + string.Join(", ", categories.Take(20).Select((c, i) => $"{c} {NumberText.Value(values[i], Digits)}")) + ".";
            int missing = values.Count(v => !double.IsFinite(v));
            if (missing > 0) text += $" {missing} of {values.Length} values are NaN or infinite and are left out.";
        }

        return text;
    }

    /// <summary>White or black on a bar, by the bar's colour on white paper; both hold on the lighter hues of dark pages or are near enough.</summary>
    static Paint Inside(Paint bar)
    {
        int value = Convert.ToInt32(bar.Light[1..], 16);
        Rgb ink = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value).Luminance > 0.25 ? new Rgb(0, 0, 0) : new Rgb(255, 255, 255);
        return new Paint("on-" + bar.Name, ink.ToString(), "#000000");
    }

    Axis ValueAxis(Bounds bounds, int count)
    {
        (double low, double high) = Horizontal ? (bounds.YLow, bounds.YHigh) : SharedY ?? (bounds.YLow, bounds.YHigh);
        return Axis.For(low, high, false, count, isExact: ShowValues && !Stacked && low < high);
    }

    (double From, double To) Span(int s, int c)
    {
        double value = series[s].Values[c];
        if (!Stacked) return (0, value);
        double from = 0;
        for (int i = 0; i < s; i++)
        {
            double below = series[i].Values[c];
            if (double.IsFinite(below) && (below >= 0) == (value >= 0)) from += below;
        }

        return (from, from + value);
    }

    double Pitch(Plot plot) => (Horizontal ? plot.Area.Height : plot.Area.Width) / categories.Length * 0.76 / (Stacked ? 1 : series.Count);

    Box? Bar(Plot plot, int s, int c)
    {
        (double from, double to) = Span(s, c);
        if (!double.IsFinite(to)) return null;
        double slots = Stacked ? 1 : series.Count, thick = Pitch(plot), place = Stacked ? 0 : s - ((slots - 1) / 2);
        // Bars do not grow without end where there are few.
        double bar = Math.Min(thick * (slots > 1 ? 0.92 : 0.86), 52);
        if (Horizontal)
        {
            double middle = plot.Y(categories.Length - c - 0.5) + (place * Math.Min(thick, 56)), a = plot.X(from), b = plot.X(to);
            return new Box(Math.Min(a, b), middle - (bar / 2), Math.Abs(b - a), bar);
        }
        else
        {
            double middle = plot.X(c + 0.5) + (place * Math.Min(thick, 56)), a = plot.Y(from), b = plot.Y(to);
            return new Box(middle - (bar / 2), Math.Min(a, b), bar, Math.Abs(b - a));
        }
    }
}
