using Hebb.Plots.Svg;

namespace Hebb.Plots.Axes;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Label">What is written there; empty for a minor mark.</param>
readonly record struct Tick(double Value, string Label);

/// <summary>The way from values to places: linear, logarithmic, or one slot for each of some names.</summary>
sealed class Axis
{
    Axis(double low, double high, bool isLog, bool isCategorical, Tick[] ticks)
    {
        (Low, High, IsLog, IsCategorical, Ticks) = (low, high, isLog, isCategorical, ticks);
    }

    public double Low { get; }

    public double High { get; }

    public bool IsLog { get; }

    public bool IsCategorical { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>The width of the widest label.</summary>
    public double LabelWidth(double size) => Ticks.Count == 0 ? 0 : Ticks.Max(t => FontMetrics.Width(t.Label, size));

    /// <summary>An axis for a range of values. An exact range was asked for and is kept as it is; others are widened to the next marks. Whole: no mark between whole numbers.</summary>
    public static Axis For(double low, double high, bool isLog, int count, bool isExact, bool isWhole = false)
    {
        if (isLog)
        {
            if (low == high) (low, high) = (low / 2, high * 2);
            if (!isExact) (low, high) = Axes.Ticks.WidenLog(low, high);
            return new Axis(low, high, true, false, Axes.Ticks.Log(low, high));
        }

        if (low == high) (low, high) = low == 0 ? (-1, 1) : (low - (Math.Abs(low) / 2), high + (Math.Abs(high) / 2));
        double step = Axes.Ticks.Step(low, high, count);
        // 2.5 is no step for things that are counted.
        if (isWhole && step < 5) step = step < 1.5 ? 1 : 2;
        if (!isExact) (low, high) = (Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step);
        return new Axis(low, high, false, false, Axes.Ticks.Linear(low, high, step));
    }

    /// <summary>An axis with a slot of width 1 for each name, the first from 0 to 1.</summary>
    public static Axis Categories(IReadOnlyList<string> names) =>
        new(0, names.Count, false, true, [.. names.Select((name, i) => new Tick(i + 0.5, name))]);

    /// <summary>Where a value lies between the two ends of the axis on the drawing.</summary>
    public double Place(double value, double from, double to)
    {
        double t = IsLog ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
        return from + (t * (to - from));
    }
}
