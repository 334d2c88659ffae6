using Hebb.Formats.Images;
using Hebb.Plots.Svg;

namespace Hebb.Plots.Charts;

/// <summary>The cells of a matrix with names on two sides: what heat maps and confusion matrices share.</summary>
sealed class CellGrid(int rows, int columns, IReadOnlyList<string> rowLabels, IReadOnlyList<string> columnLabels, string xTitle, string yTitle)
{
    const double LabelSize = 11.5;

    /// <summary>The text in a cell; empty texts for none.</summary>
    public required Func<int, int, string> Text { get; init; }

    public required Func<int, int, Rgb> Color { get; init; }

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

    public void Draw(SvgCanvas canvas, Box area)
    {
        double width = area.Width / columns, height = area.Height / rows;
        // Small cells are pixels of one picture: drawn one by one, their soft edges would show as a net.
        if (Math.Min(width, height) <= 12) DrawPixels(canvas, area);
        else DrawCells(canvas, area, width, height);
        DrawLabels(canvas, area, width, height);
    }

    void DrawPixels(SvgCanvas canvas, Box area)
    {
        var pixels = new byte[3 * rows * columns];
        for (int i = 0; i < rows * columns; i++)
        {
            Rgb color = Color(i / columns, i % columns);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (color.R, color.G, color.B);
        }

        using var stream = new MemoryStream();
        PngWriter.Write(stream, columns, rows, 3, pixels);
        canvas.Image(area, stream.ToArray());
    }

    void DrawCells(SvgCanvas canvas, Box area, double width, double height)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                Rgb color = Color(r, c);
                var cell = new Box(area.X + (c * width), area.Y + (r * height), width - 1, height - 1);
                canvas.Rect(cell, Paint.Fixed(color), null, 1.5);
                string text = Text(r, c);
                double size = Math.Min(11, 11 * (width - 5) / Math.Max(1, FontMetrics.Width(text, 11)));
                if (text.Length > 0 && height >= 11 && size >= 6) canvas.Text(cell.CenterX, cell.CenterY + (size * 0.36), text, Paint.Fixed(color.Contrast), size, "middle");
            }
        }
    }

    static double LabelRoom(IReadOnlyList<string> labels) => labels.Count == 0 ? 0 : Math.Min(160, labels.Max(l => FontMetrics.Width(l, LabelSize))) + 8;

    bool Leans(double cell) => columnLabels.Max(l => FontMetrics.Width(l, LabelSize)) > (cell * Every(cell)) - 4;

    double LeanRoom(double cell) => Leans(cell) ? 14 + (Math.Min(160, columnLabels.Max(l => FontMetrics.Width(l, LabelSize))) * 0.75) : 20;

    // Where cells are smaller than a line of text, only every second, fifth, tenth … name is written.
    static int Every(double cell)
    {
        foreach (int step in (ReadOnlySpan<int>)[1, 2, 5, 10, 20, 50, 100])
        {
            if (cell * step >= 14) return step;
        }

        return 200;
    }

    void DrawLabels(SvgCanvas canvas, Box area, double width, double height)
    {
        for (int r = 0; r < rowLabels.Count; r += Every(height))
            canvas.Text(area.X - 7, area.Y + (height * (r + 0.5)) + 4, FontMetrics.Fit(rowLabels[r], LabelSize, 160), Paint.Muted, LabelSize, "end");
        bool leans = columnLabels.Count > 0 && Leans(width);
        for (int c = 0; c < columnLabels.Count; c += Every(width))
        {
            double x = area.X + (width * (c + 0.5));
            if (leans) canvas.Text(x + 4, area.Bottom + 13, FontMetrics.Fit(columnLabels[c], LabelSize, 160), Paint.Muted, LabelSize, "end", turn: -45);
            else canvas.Text(x, area.Bottom + 17, columnLabels[c], Paint.Muted, LabelSize, "middle");
        }

        double below = area.Bottom + (columnLabels.Count == 0 ? 0 : LeanRoom(width)) + 18;
        canvas.Text(area.CenterX, below, xTitle, Paint.Ink, 12.5, "middle");
        canvas.Text(area.X - LabelRoom(rowLabels) - 12, area.CenterY, yTitle, Paint.Ink, 12.5, "middle", turn: -90);
    }
}
