using Hebb.Plots.Axes;
using Hebb.Plots.Charts;
using Hebb.Plots.Reports;
using Hebb.Plots.Svg;

namespace Hebb.Plots;

/// <summary>A figure with a horizontal and a vertical axis.</summary>
public abstract class Chart : Figure
{
    const double TickSize = 11.5, TitleRoom = 36;

    readonly List<ReferenceLine> references = [];

    private protected Chart(string title)
        : base(title)
    {
    }

    /// <summary>What the horizontal axis shows, with its unit: "time (s)".</summary>
    public string XTitle { get; set; } = string.Empty;

    /// <summary>What the vertical axis shows, with its unit.</summary>
    public string YTitle { get; set; } = string.Empty;

    /// <summary>Whether a legend names the series, where there is more than one.</summary>
    public bool ShowLegend { get; set; } = true;

    internal AxisScale XKind { get; set; }

    internal AxisScale YKind { get; set; }

    internal (double Low, double High)? XLimits { get; set; }

    internal (double Low, double High)? YLimits { get; set; }

    /// <summary>Ranges that small multiples impose, where none was asked for; not exact, so that they are widened to round numbers.</summary>
    internal (double Low, double High)? SharedX { get; set; }

    internal (double Low, double High)? SharedY { get; set; }

    internal IReadOnlyList<ReferenceLine> References => references;

    internal abstract IReadOnlyList<LegendEntry> LegendEntries();

    /// <summary>The range of the data, without reference lines.</summary>
    internal abstract Bounds DataBounds();

    internal abstract void DrawMarks(SvgCanvas canvas, Plot plot);

    /// <summary>Places on the drawing that a legend must not hide.</summary>
    internal abstract void Occupy(Plot plot, List<Point> points);

    internal override (double Width, double Height) Size() => (Width > 0 ? Width : 640, Height > 0 ? Height : 400);

    internal override (double Width, double Height) SizeIn(double room)
    {
        (double width, double height) = Size();
        bool isSmall = room < PageRoom.Small;
        if (Width == 0 || width > room) width = room;
        if (!isSmall) return (width, Height == 0 && IsSquarish ? Math.Max(height, 560) : height);
        IReadOnlyList<LegendEntry> entries = LegendEntries();
        double legend = ShowLegend && entries.Count > 1 ? Legend.Below(entries, width) : 0;
        return (width, (SizesItself ? height : Math.Min(height, Math.Round(width * 0.78))) + legend);
    }

    /// <summary>Whether the height follows from the data, and not from the width.</summary>
    private protected virtual bool SizesItself => false;

    /// <summary>Whether the two axes are of one kind, so that a broad strip would show less.</summary>
    private protected virtual bool IsSquarish => false;

    /// <summary>A value that the other axis begins at, such as 0 under bars.</summary>
    private protected virtual Bounds Widened(Bounds bounds) => bounds;

    /// <summary>The range of everything shown.</summary>
    internal Bounds FullBounds()
    {
        Bounds bounds = DataBounds();
        if (bounds.XLow > bounds.XHigh || bounds.YLow > bounds.YHigh)
        {
            throw new InvalidOperationException(
                $"Nothing of the chart “{Title}” has a place on its axes: a logarithmic axis shows only values > 0. Use AxisScale.Linear, or shift the values.");
        }

        foreach (ReferenceLine line in references)
        {
            if (line.IsVertical && (XKind == AxisScale.Linear || line.Value > 0)) bounds.AddX(line.Value);
            if (!line.IsVertical && (YKind == AxisScale.Linear || line.Value > 0)) bounds.AddY(line.Value);
        }

        return Widened(bounds);
    }

    internal virtual Axis MakeX(Bounds bounds, int count) => Make(bounds.XLow, bounds.XHigh, XKind, XLimits, SharedX, count, HasWholeX);

    internal virtual Axis MakeY(Bounds bounds, int count) => Make(bounds.YLow, bounds.YHigh, YKind, YLimits, SharedY, count);

    /// <summary>Whether the horizontal axis counts something: then no mark stands between whole numbers.</summary>
    private protected virtual bool HasWholeX => false;

    private protected void AddReference(double value, string label, bool isVertical)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A reference line stands at a finite value.");
        references.Add(new ReferenceLine(value, label ?? string.Empty, isVertical));
    }

    internal override void Draw(SvgCanvas canvas, Box box)
    {
        Bounds bounds = FullBounds();
        IReadOnlyList<LegendEntry> entries = LegendEntries();
        bool wantsLegend = ShowLegend && entries.Count > 1;
        (Plot plot, double titleLeft) = Arrange(box, bounds, 0);
        Box? legend = null;
        if (wantsLegend)
        {
            var points = new List<Point>();
            Occupy(plot, points);
            foreach (ReferenceLine line in references) OccupyReference(plot, line, points);
            legend = Legend.Place(plot.Area, entries, points);
            if (legend is null && box.Width < PageRoom.Small)
            {
                // Beside the lines of a small chart it would take their room.
                box = box with { Height = box.Height - Legend.Below(entries, box.Width) };
                (plot, titleLeft) = Arrange(box, bounds, 0);
                Legend.DrawRows(canvas, box.X + 14, box.Bottom, box.Width - 20, entries);
            }
            else if (legend is null)
            {
                (double w, double h) = Legend.Size(entries);
                (plot, titleLeft) = Arrange(box, bounds, w + 6);
                legend = new Box(plot.Area.Right + 8, plot.Area.Y, w, h);
            }
        }

        DrawTitle(canvas, box, titleLeft);
        DrawAxes(canvas, plot, box);
        // Markers on the very edge stay whole, unless a range was asked for that cuts lines off.
        double rim = XLimits is null && YLimits is null ? -6 : -1;
        canvas.BeginClip(plot.Area.Inside(rim, rim, rim, rim));
        DrawMarks(canvas, plot);
        foreach (ReferenceLine line in references) DrawReferenceLine(canvas, plot, line);
        canvas.EndClip();
        DrawOver(canvas, plot);
        foreach (ReferenceLine line in references) DrawReferenceLabel(canvas, plot, line);
        if (legend is { } place) Legend.Draw(canvas, place, entries);
    }

    /// <summary>What is drawn after the marks and not clipped: printed values.</summary>
    private protected virtual void DrawOver(SvgCanvas canvas, Plot plot)
    {
    }

    /// <summary>Whether names on a horizontal category axis have to lean.</summary>
    static double LabelTurn(Axis axis, double width) =>
        axis.IsCategorical && axis.LabelWidth(TickSize) > (width / Math.Max(1, axis.Ticks.Count)) - 6 ? -35 : 0;

    (Plot Plot, double TitleLeft) Arrange(Box box, Bounds bounds, double right)
    {
        double top = Title.Length > 0 ? 44 : 16;
        Axis y = MakeY(bounds, (int)Math.Clamp(box.Height / 65, 3, 8));
        double left = 14 + Math.Min(y.LabelWidth(TickSize), box.Width * 0.35) + 6 + (YTitle.Length > 0 ? 24 : 0);
        double width = box.Width - left - 22 - right;
        Axis x = MakeX(bounds, (int)Math.Clamp(width / 80, 2, 9));
        // Fewer marks where labels are wide, such as powers of ten.
        for (int count = 8; count >= 2 && !x.IsCategorical && !x.IsLog && x.LabelWidth(TickSize) * x.Ticks.Count > 0.75 * width; count--) x = MakeX(bounds, count);
        double bottom = (LabelTurn(x, width) == 0 ? 32 : 30 + (Math.Min(x.LabelWidth(TickSize), 150) * 0.58)) + (XTitle.Length > 0 ? 24 : 0);
        return (new Plot(box.Inside(left, top, 22 + right, bottom), x, y), 14);
    }

    void DrawAxes(SvgCanvas canvas, Plot plot, Box box)
    {
        Box area = plot.Area;
        foreach (Tick tick in plot.YAxis.Ticks)
        {
            double y = plot.Y(tick.Value);
            if (!plot.YAxis.IsCategorical) canvas.Line(area.X, y, area.Right, y, Paint.Grid, tick.Label.Length > 0 ? 1 : 0.5);
            if (tick.Label.Length > 0) canvas.Text(area.X - 7, y + 4, FontMetrics.Fit(tick.Label, TickSize, box.Width * 0.35), Paint.Muted, TickSize, "end");
        }

        double turn = LabelTurn(plot.XAxis, area.Width);
        foreach (Tick tick in plot.XAxis.Ticks)
        {
            double x = plot.X(tick.Value);
            if (!plot.XAxis.IsCategorical) canvas.Line(x, area.Y, x, area.Bottom, Paint.Grid, tick.Label.Length > 0 ? 1 : 0.5);
            if (tick.Label.Length == 0) continue;
            if (turn == 0) canvas.Text(x, area.Bottom + 17, tick.Label, Paint.Muted, TickSize, "middle");
            else canvas.Text(x + 4, area.Bottom + 14, FontMetrics.Fit(tick.Label, TickSize, 150), Paint.Muted, TickSize, "end", turn: turn);
        }

        // The axis itself where values are read from it; a category axis only where bars stand on it.
        canvas.Line(area.X, area.Bottom, area.Right, area.Bottom, Paint.Frame);
        if (!plot.XAxis.IsCategorical) canvas.Line(area.X, area.Y, area.X, area.Bottom, Paint.Frame);
        canvas.Text(area.CenterX, box.Bottom - 14, FontMetrics.Fit(XTitle, 12.5, box.Width - 20), Paint.Ink, 12.5, "middle");

        // Turned, it runs along the axis: it may reach neither the title above nor the edge below.
        double along = 2 * Math.Min(area.CenterY - box.Y - (Title.Length > 0 ? TitleRoom : 4), box.Bottom - 4 - area.CenterY);
        canvas.Text(box.X + 22, area.CenterY, FontMetrics.Fit(YTitle, 12.5, along), Paint.Ink, 12.5, "middle", turn: -90);
    }

    static void DrawReferenceLine(SvgCanvas canvas, Plot plot, ReferenceLine line)
    {
        if (line.IsVertical) canvas.Line(plot.X(line.Value), plot.Area.Y, plot.X(line.Value), plot.Area.Bottom, Paint.Muted, 1.25, "5 4");
        else canvas.Line(plot.Area.X, plot.Y(line.Value), plot.Area.Right, plot.Y(line.Value), Paint.Muted, 1.25, "5 4");
    }

    static (double X, double Y, string Anchor) LabelPlace(Plot plot, ReferenceLine line)
    {
        double width = FontMetrics.Width(line.Label, 11);
        if (!line.IsVertical)
        {
            double y = plot.Y(line.Value);
            return (plot.Area.Right - 6, y - plot.Area.Y < 16 ? y + 13 : y - 5, "end");
        }

        double x = plot.X(line.Value);
        return x + width + 8 > plot.Area.Right ? (x - 5, plot.Area.Y + 13, "end") : (x + 5, plot.Area.Y + 13, "start");
    }

    static void DrawReferenceLabel(SvgCanvas canvas, Plot plot, ReferenceLine line)
    {
        (double x, double y, string anchor) = LabelPlace(plot, line);
        canvas.Text(x, y, line.Label, Paint.Muted, 11, anchor, halo: true);
    }

    static void OccupyReference(Plot plot, ReferenceLine line, List<Point> points)
    {
        (double x, double y, string anchor) = LabelPlace(plot, line);
        double width = FontMetrics.Width(line.Label, 11), start = anchor == "end" ? x - width : x;
        for (double step = 0; step <= width; step += 4) points.Add(new Point(start + step, y - 4));
        Box area = plot.Area;
        for (double t = 0; t <= 1; t += 0.01)
            points.Add(line.IsVertical ? new Point(plot.X(line.Value), area.Y + (t * area.Height)) : new Point(area.X + (t * area.Width), plot.Y(line.Value)));
    }

    Axis Make(double low, double high, AxisScale scale, (double Low, double High)? limits, (double Low, double High)? shared, int count, bool isWhole = false)
    {
        (double Low, double High) range = limits ?? shared ?? (low, high);
        if (!(range.Low <= range.High) || !double.IsFinite(range.Low) || !double.IsFinite(range.High))
            throw new InvalidOperationException($"The range of an axis of “{Title}” runs from {range.Low} to {range.High}; it needs two finite numbers, the lower one first.");
        if (scale == AxisScale.Log && range.Low <= 0)
            throw new InvalidOperationException($"A logarithmic axis of “{Title}” was asked to begin at {range.Low}; it has no place for values ≤ 0. Begin above 0 or use AxisScale.Linear.");
        return Axis.For(range.Low, range.High, scale == AxisScale.Log, count, limits is not null, isWhole);
    }

    internal readonly record struct ReferenceLine(double Value, string Label, bool IsVertical);
}
