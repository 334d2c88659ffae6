using Hebb.Plots.Charts;
using Hebb.Plots.Svg;

namespace Hebb.Plots;

/// <summary>Several figures in rows and columns, charts on the same ranges so that they can be compared: one learning rate each, one class each.</summary>
public sealed class SmallMultiples : Figure
{
    const double MinWidth = 240;

    readonly Figure[] figures;

    /// <summary>Puts figures side by side.</summary>
    /// <param name="title">The line above all of them.</param>
    /// <param name="figures">The figures, row by row; each keeps its own title.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public SmallMultiples(string title, params IReadOnlyList<Figure> figures)
        : base(title) => this.figures = figures is { Count: > 0 } ? [.. figures] : throw new ArgumentException("Small multiples need at least one figure.", nameof(figures));

    /// <summary>The number of columns; 0 makes rows of up to three.</summary>
    public int Columns { get; set; }

    /// <summary>Whether charts have the same horizontal range.</summary>
    public bool ShareX { get; set; } = true;

    /// <summary>Whether charts have the same vertical range.</summary>
    public bool ShareY { get; set; } = true;

    int ColumnCount => Columns > 0 ? Math.Min(Columns, figures.Length) : figures.Length <= 3 ? figures.Length : figures.Length == 4 ? 2 : 3;

    // Fewer columns where each would be too narrow to read.
    int ColumnsIn(double width) => Math.Max(1, Math.Min(ColumnCount, (int)(width / MinWidth)));

    int RowsOf(int columns) => (figures.Length + columns - 1) / columns;

    double TopIn(double width) => (Title.Length > 0 ? 40 : 6) + (SharedLegend() is { } legend ? Legend.Below(legend, width) - 2 : 0);

    internal override (double Width, double Height) Size()
    {
        double width = 0, height = 0;
        foreach (Figure figure in figures)
        {
            (double w, double h) = figure is Chart { Width: 0 } ? (Math.Clamp(960 / ColumnCount, 240, 480), 0) : figure.Size();
            if (h == 0) h = figure.Height > 0 ? figure.Height : Math.Round(w * 0.72);
            (width, height) = (Math.Max(width, w), Math.Max(height, h));
        }

        width = Width > 0 ? Width : width * ColumnCount;
        return (width, Height > 0 ? Height : TopIn(width) + (height * RowsOf(ColumnsIn(width))));
    }

    internal override (double Width, double Height) SizeIn(double room)
    {
        int columns = ColumnsIn(room);
        double each = room / columns, height = 0;
        foreach (Figure figure in figures) height = Math.Max(height, figure is Chart { Height: 0 } ? Math.Min(400, Math.Round(each * 0.72)) : figure.SizeIn(each).Height);
        return (room, TopIn(room) + (height * RowsOf(columns)));
    }

    internal override void Draw(SvgCanvas canvas, Box box)
    {
        if (Title.Length > 0) canvas.Text(box.X + 14, box.Y + 25, FontMetrics.Fit(Title, 16, box.Width / 1.06), Paint.Ink, 16, bold: true);
        IReadOnlyList<LegendEntry>? legend = SharedLegend();
        int columns = ColumnsIn(box.Width);
        double top = TopIn(box.Width);
        if (legend is not null) Legend.DrawRows(canvas, box.X + 16, box.Y + (Title.Length > 0 ? 43 : 9), box.Width - 20, legend);
        Chart[] charts = [.. figures.OfType<Chart>()];
        bool[] legends = [.. charts.Select(c => c.ShowLegend)];
        try
        {
            if (legend is not null) Array.ForEach(charts, c => c.ShowLegend = false);
            Share(charts);
            double width = box.Width / columns, height = (box.Height - top) / RowsOf(columns);
            for (int i = 0; i < figures.Length; i++) figures[i].Draw(canvas, new Box(box.X + (i % columns * width), box.Y + top + (i / columns * height), width, height));
        }
        finally
        {
            for (int i = 0; i < charts.Length; i++) (charts[i].ShowLegend, charts[i].SharedX, charts[i].SharedY) = (legends[i], null, null);
        }
    }

    internal override string DrawTerminal(int width, int height, bool color) => string.Join('\n', figures.Select(f => f.ToTerminal(width, height, color)));

    internal override string Describe() => string.Join(' ', figures.Select(f => (f.Title.Length > 0 ? f.Title + ": " : string.Empty) + f.Description));

    /// <summary>The legend of all charts if they have the same, to be drawn once.</summary>
    IReadOnlyList<LegendEntry>? SharedLegend()
    {
        Chart[] charts = [.. figures.OfType<Chart>()];
        if (charts.Length < 2 || charts.Length != figures.Length || !charts[0].ShowLegend) return null;
        IReadOnlyList<LegendEntry> first = charts[0].LegendEntries();
        return first.Count > 1 && Array.TrueForAll(charts, c => c.LegendEntries().SequenceEqual(first)) ? first : null;
    }

    void Share(Chart[] charts)
    {
        if (charts.Length < 2) return;
        Bounds[] bounds = [.. charts.Select(c => c.FullBounds())];
        if (ShareX) Array.ForEach(charts, c => c.SharedX = (bounds.Min(b => b.XLow), bounds.Max(b => b.XHigh)));
        if (ShareY) Array.ForEach(charts, c => c.SharedY = (bounds.Min(b => b.YLow), bounds.Max(b => b.YHigh)));
    }
}
