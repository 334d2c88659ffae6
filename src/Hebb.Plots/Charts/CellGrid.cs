using Hebb.Plots.Images;
using Hebb.Plots.Svg;

namespace Hebb.Plots.Charts;

/// <summary>The cells of a matrix with names on two sides: what heat maps and confusion matrices share.</summary>
sealed class CellGrid(int rows, int columns, IReadOnlyList<string> rowLabels, IReadOnlyList<string> columnLabels, string xTitle, string yTitle)
{
    // Names that lean need more room along the axis, for it is their height across that must not overlap.
    const double LabelSize = 11.5, MinStep = 14, MinLeaningStep = 19;

    /// <summary>The text in a cell; empty texts for none.</summary>
    public required Func<int, int, string> Text { get; init; }

    /// <summary>The colour of a cell on white paper and on a dark page.</summary>
    public required Func<int, int, (Rgb Light, Rgb Dark)> Color { get; init; }

    /// <summary>The most room that a name gets.</summary>
    public double MaxLabel { get; init; } = 160;

    public double Left => 16 + LabelRoom(rowLabels) + (yTitle.Length > 0 ? 24 : 0);

    public double Bottom(double cell) => 12 + (columnLabels.Count == 0 ? 0 : LeanRoom(cell)) + (xTitle.Length > 0 ? 24 : 0);

    /// <summary>The width of a cell in which the widest text fits, within reason.</summary>
    public double NaturalCell()
    {
        double widest = 0;
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++) widest = Math.Max(widest, FontMetrics.Width(Text(r, c), 11));
        }

        return widest > 0 ? Math.Clamp(widest + 10, 30, 80) : Math.Clamp(420.0 / Math.Max(rows, columns), 3, 40);
    }

    /// <summary>The width of a cell where the whole grid has so much room, at most so many times its own.</summary>
    public double CellIn(double room, double max) => Math.Max(1, Math.Min(NaturalCell() * max, room / columns));

    public void Draw(SvgCanvas canvas, Box area)
    {
        double width = area.Width / columns, height = area.Height / rows;
        // Small cells are pixels of one image: drawn one by one, their soft edges would show as a net.
        if (Math.Min(width, height) <= 12) DrawPixels(canvas, area);
        else DrawCells(canvas, area, width, height);
        DrawLabels(canvas, area, width, height);
    }

    void DrawPixels(SvgCanvas canvas, Box area)
    {
        var cells = new (Rgb Light, Rgb Dark)[rows * columns];
        for (int i = 0; i < cells.Length; i++) cells[i] = Color(i / columns, i % columns);
        bool hasDark = Array.Exists(cells, cell => cell.Light != cell.Dark);
        canvas.Image(area, PixelImage.Png(columns, rows, i => cells[i].Light), hasDark ? PixelImage.Png(columns, rows, i => cells[i].Dark) : null);
    }

    void DrawCells(SvgCanvas canvas, Box area, double width, double height)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                (Rgb light, Rgb dark) = Color(r, c);
                var cell = new Box(area.X + (c * width), area.Y + (r * height), width - 1, height - 1);
                canvas.Rect(cell, Paint.Shade(light, dark), null, 1.5);
                string text = Text(r, c);
                double size = Math.Min(11, 11 * (width - 5) / Math.Max(1, FontMetrics.Width(text, 11)));
                if (text.Length > 0 && height >= 11 && size >= 6) canvas.Text(cell.CenterX, cell.CenterY + (size * 0.36), text, Paint.Shade(light.Contrast, dark.Contrast), size, "middle");
            }
        }
    }

    double LabelRoom(IReadOnlyList<string> labels) => labels.Count == 0 ? 0 : Math.Min(MaxLabel, labels.Max(l => FontMetrics.Width(l, LabelSize))) + 8;

    bool Leans(double cell) => columnLabels.Max(l => FontMetrics.Width(l, LabelSize)) > (cell * Every(cell, MinStep)) - 4;

    double LeanRoom(double cell) => Leans(cell) ? 14 + (Math.Min(MaxLabel, columnLabels.Max(l => FontMetrics.Width(l, LabelSize))) * 0.75) : 20;

    // Where cells are smaller than a line of text, only every second, fifth, tenth … name is written.
    static int Every(double cell, double min)
    {
        foreach (int step in (ReadOnlySpan<int>)[1, 2, 5, 10, 20, 50, 100])
        {
            if (cell * step >= min) return step;
        }

        return 200;
    }

    void DrawLabels(SvgCanvas canvas, Box area, double width, double height)
    {
        for (int r = 0; r < rowLabels.Count; r += Every(height, MinStep))
            canvas.Text(area.X - 7, area.Y + (height * (r + 0.5)) + 4, FontMetrics.Fit(rowLabels[r], LabelSize, MaxLabel), Paint.Muted, LabelSize, "end");
        bool leans = columnLabels.Count > 0 && Leans(width);
        for (int c = 0; c < columnLabels.Count; c += Every(width, leans ? MinLeaningStep : MinStep))
        {
            double x = area.X + (width * (c + 0.5));
            if (leans) canvas.Text(x + 4, area.Bottom + 13, FontMetrics.Fit(columnLabels[c], LabelSize, MaxLabel), Paint.Muted, LabelSize, "end", turn: -45);
            else canvas.Text(x, area.Bottom + 17, columnLabels[c], Paint.Muted, LabelSize, "middle");
        }

        double below = area.Bottom + (columnLabels.Count == 0 ? 0 : LeanRoom(width)) + 18;
        canvas.Text(area.CenterX, below, xTitle, Paint.Ink, 12.5, "middle");
        canvas.Text(area.X - LabelRoom(rowLabels) - 12, area.CenterY, yTitle, Paint.Ink, 12.5, "middle", turn: -90);
    }
}
