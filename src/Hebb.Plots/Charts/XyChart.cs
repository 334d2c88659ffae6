using Hebb.Plots.Charts;
using Hebb.Plots.Svg;
using Hebb.Plots.Terminal;

namespace Hebb.Plots;

/// <summary>A chart of points with two numeric axes: what <see cref="LineChart"/> and <see cref="ScatterChart"/> share.</summary>
public abstract class XyChart : Chart
{
    private protected XyChart(string title)
        : base(title)
    {
    }

    /// <summary>The spacing of the horizontal axis.</summary>
    public AxisScale XScale
    {
        get => XKind;
        set => XKind = value;
    }

    /// <summary>The spacing of the vertical axis.</summary>
    public AxisScale YScale
    {
        get => YKind;
        set => YKind = value;
    }

    /// <summary>The ends of the horizontal axis; null to fit the values.</summary>
    public (double Low, double High)? XRange
    {
        get => XLimits;
        set => XLimits = value;
    }

    /// <summary>The ends of the vertical axis; null to fit the values.</summary>
    public (double Low, double High)? YRange
    {
        get => YLimits;
        set => YLimits = value;
    }

    /// <summary>Whether a point has a place on both axes.</summary>
    private protected bool Shows(double x, double y) =>
        double.IsFinite(x) && double.IsFinite(y) && (XScale == AxisScale.Linear || x > 0) && (YScale == AxisScale.Linear || y > 0);

    /// <summary>A sentence about the points that are left out, empty if all are shown.</summary>
    private protected string Missing(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int unreal = 0, negative = 0;
        for (int i = 0; i < x.Count; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) unreal++;
            else if (!Shows(x[i], y[i])) negative++;
        }

        string text = string.Empty;
        if (unreal > 0) text += $" {unreal} of {x.Count} points of {name} are NaN or infinite and are left out.";
        if (negative > 0) text += $" {negative} of {x.Count} points of {name} are ≤ 0 and have no place on a logarithmic axis.";
        return text;
    }

    private protected static (double[] X, double[] Y) Paired(string name, PlotData x, PlotData y)
    {
        double[] ys = y.Required($"“{name}”", nameof(y)), xs = x.Required($"The x of “{name}”", nameof(x));
        return xs.Length == ys.Length ? (xs, ys) : throw new ArgumentException($"“{name}” has {xs.Length} values of x and {ys.Length} of y; each point needs one of each.", nameof(y));
    }

    private protected string Range(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var bounds = new Bounds();
        for (int i = 0; i < x.Count; i++)
        {
            if (!Shows(x[i], y[i])) continue;
            bounds.AddX(x[i]);
            bounds.AddY(y[i]);
        }

        return bounds.XLow > bounds.XHigh
            ? "nothing to show"
            : $"x from {NumberText.Value(bounds.XLow)} to {NumberText.Value(bounds.XHigh)}, y from {NumberText.Value(bounds.YLow)} to {NumberText.Value(bounds.YHigh)}";
    }

    internal abstract void DrawDots(TerminalPlot plot);

    internal override string DrawTerminal(int width, int height, bool color)
    {
        var plot = new TerminalPlot(this, width, height, color);
        foreach (ReferenceLine line in References) plot.Reference(line);
        DrawDots(plot);
        return plot.Finish(LegendEntries());
    }
}
