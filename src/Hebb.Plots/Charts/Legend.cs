using Hebb.Plots.Svg;

namespace Hebb.Plots.Charts;

/// <summary>Finds a place for a legend where it hides nothing, and draws it.</summary>
static class Legend
{
    const double RowHeight = 18, Swatch = 26;

    public static (double Width, double Height) Size(IReadOnlyList<LegendEntry> entries) =>
        (entries.Max(e => FontMetrics.Width(e.Name, 12)) + Swatch + 14, (RowHeight * entries.Count) + 6);

    /// <summary>The first free corner or edge of the plot, or null if points lie everywhere.</summary>
    public static Box? Place(Box area, IReadOnlyList<LegendEntry> entries, IReadOnlyList<Point> points)
    {
        (double w, double h) = Size(entries);
        const double gap = 8;
        if (w > area.Width * 0.6 || h > area.Height * 0.6) return null;
        double left = area.X + gap, right = area.Right - w - gap, top = area.Y + gap, bottom = area.Bottom - h - gap, middle = area.CenterX - (w / 2), center = area.CenterY - (h / 2);
        ReadOnlySpan<(double X, double Y)> places = [(right, top), (left, top), (right, bottom), (left, bottom), (middle, top), (middle, bottom), (right, center), (left, center)];
        foreach ((double x, double y) in places)
        {
            var room = new Box(x - 5, y - 5, w + 10, h + 10);
            bool isFree = true;
            foreach (Point p in points)
            {
                isFree = !room.Contains(p);
                if (!isFree) break;
            }

            if (isFree) return new Box(x, y, w, h);
        }

        return null;
    }

    public static void Draw(SvgCanvas canvas, Box box, IReadOnlyList<LegendEntry> entries)
    {
        canvas.Rect(box, Paint.Paper, null, 3, 0.85);
        for (int i = 0; i < entries.Count; i++) DrawEntry(canvas, entries[i], box.X + 6, box.Y + 3 + (RowHeight * (i + 0.5)));
    }

    /// <summary>The height of the entries below a chart of a width.</summary>
    public static double Below(IReadOnlyList<LegendEntry> entries, double width) => (Rows(entries, width - 20).Count() * RowHeight) + 8;

    /// <summary>The entries side by side in as many rows as they need, the first of them below y.</summary>
    public static void DrawRows(SvgCanvas canvas, double x, double y, double width, IReadOnlyList<LegendEntry> entries)
    {
        foreach (IReadOnlyList<LegendEntry> row in Rows(entries, width))
        {
            double at = x;
            foreach (LegendEntry entry in row)
            {
                DrawEntry(canvas, entry with { Name = FontMetrics.Fit(entry.Name, 12, width - Swatch) }, at, y + (RowHeight / 2));
                at += Step(entry);
            }

            y += RowHeight;
        }
    }

    static double Step(LegendEntry entry) => FontMetrics.Width(entry.Name, 12) + Swatch + 22;

    static IEnumerable<IReadOnlyList<LegendEntry>> Rows(IReadOnlyList<LegendEntry> entries, double width)
    {
        var row = new List<LegendEntry>();
        double used = 0;
        foreach (LegendEntry entry in entries)
        {
            if (row.Count > 0 && used + Step(entry) - 22 > width)
            {
                yield return row;
                (row, used) = ([], 0);
            }

            row.Add(entry);
            used += Step(entry);
        }

        yield return row;
    }

    static void DrawEntry(SvgCanvas canvas, LegendEntry entry, double x, double y)
    {
        if (entry.IsBox) canvas.Rect(new Box(x + 5, y - 6, 12, 12), entry.Paint, null, 2);
        if (entry.HasLine) canvas.Line(x, y, x + 20, y, entry.Paint, 2, entry.Dash);
        if (entry.Marker != Marker.None) Marks.Draw(canvas, entry.Marker, x + 10, y, 4, entry.Paint);
        canvas.Text(x + Swatch, y + 4, entry.Name, Paint.Ink);
    }
}
