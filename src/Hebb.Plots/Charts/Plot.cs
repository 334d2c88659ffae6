using Hebb.Plots.Axes;
using Hebb.Plots.Svg;

namespace Hebb.Plots.Charts;

/// <summary>The room between the axes while a chart is drawn, and the way from values to places in it.</summary>
sealed record Plot(Box Area, Axis XAxis, Axis YAxis)
{
    public double X(double value) => XAxis.Place(value, Area.X, Area.Right);

    public double Y(double value) => YAxis.Place(value, Area.Bottom, Area.Y);

    public Point At(double x, double y) => new(X(x), Y(y));
}

/// <summary>The least and greatest values that a chart shows, grown point by point.</summary>
struct Bounds()
{
    public double XLow = double.PositiveInfinity, XHigh = double.NegativeInfinity, YLow = double.PositiveInfinity, YHigh = double.NegativeInfinity;

    public void AddX(double x)
    {
        XLow = Math.Min(XLow, x);
        XHigh = Math.Max(XHigh, x);
    }

    public void AddY(double y)
    {
        YLow = Math.Min(YLow, y);
        YHigh = Math.Max(YHigh, y);
    }
}

/// <summary>One line of a legend: a filled square, or a line, a marker or both.</summary>
readonly record struct LegendEntry(string Name, Paint Paint, Marker Marker, bool HasLine, bool IsBox, string? Dash = null);
