using System.Text;
using Hebb.Plots.Axes;
using Hebb.Plots.Charts;
using Hebb.Plots.Images;
using Hebb.Plots.Reports;
using Hebb.Plots.Svg;
using Hebb.Plots.Terminal;

namespace Hebb.Plots;

/// <summary>A matrix as colours, with a bar that says what they mean: weights, correlations, attention, a grid of runs.</summary>
public sealed class HeatMap : Figure
{
    readonly double[] values;
    readonly int rows, columns;

    /// <summary>Draws a matrix; row 0 is at the top.</summary>
    /// <param name="title">The line above.</param>
    /// <param name="matrix">Shape [rows, columns]. NaN and infinite cells are grey.</param>
    /// <exception cref="ShapeException">The tensor has not two axes.</exception>
    /// <exception cref="ArgumentException">The matrix is empty, or no cell is finite.</exception>
    public HeatMap(string title, Tensor matrix)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Rank != 2) throw new ShapeException($"A heat map shows a matrix; this tensor has shape {matrix.Shape}.", "Index or reshape it to two axes.");
        (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        values = ((PlotData)matrix).Required($"The matrix of “{title}”", nameof(matrix));
    }

    /// <summary>The names of the rows, from the top; none to write none.</summary>
    /// <exception cref="ArgumentException">There are not as many as rows.</exception>
    public IReadOnlyList<string> RowLabels
    {
        get;
        set => field = Checked(value, rows, "rows");
    } = [];

    /// <summary>The names of the columns; none to write none.</summary>
    /// <exception cref="ArgumentException">There are not as many as columns.</exception>
    public IReadOnlyList<string> ColumnLabels
    {
        get;
        set => field = Checked(value, columns, "columns");
    } = [];

    /// <summary>What the columns are.</summary>
    public string XTitle { get; set; } = string.Empty;

    /// <summary>What the rows are.</summary>
    public string YTitle { get; set; } = string.Empty;

    /// <summary>What the colours mean, with the unit.</summary>
    public string ValueTitle { get; set; } = string.Empty;

    /// <summary>The colours. A diverging map is centred on 0.</summary>
    public ColorMap Map { get; set; } = ColorMap.Viridis;

    /// <summary>The values at the two ends of the colours; null for the least and the greatest.</summary>
    public (double Low, double High)? Range { get; set; }

    /// <summary>Whether values are printed in the cells; null decides by their number.</summary>
    public bool? ShowValues { get; set; }

    /// <summary>How many significant digits the greatest printed value has; all have as many decimals as it.</summary>
    public int Digits { get; set; } = 3;

    (double Low, double High) Ends
    {
        get
        {
            if (Range is { } range)
            {
                return range.Low < range.High && double.IsFinite(range.High - range.Low)
                    ? range
                    : throw new InvalidOperationException($"The colours of “{Title}” are to run from {range.Low} to {range.High}; they need two finite numbers, the lower one first.");
            }

            double low = values.Where(double.IsFinite).Min(), high = values.Where(double.IsFinite).Max();
            if (Map.IsDiverging) (low, high) = (-Math.Max(Math.Abs(low), Math.Abs(high)), Math.Max(Math.Abs(low), Math.Abs(high)));
            return low < high ? (low, high) : (low - 0.5, high + 0.5);
        }
    }

    bool Prints => ShowValues ?? (rows * columns <= 225 && columns <= 20);

    internal override (double Width, double Height) Size()
    {
        CellGrid grid = Grid(PageRoom.Wide);
        return Size(grid, grid.NaturalCell());
    }

    internal override (double Width, double Height) SizeIn(double room)
    {
        CellGrid grid = Grid(room);
        return Width > 0 && Width <= room ? Size() : Size(grid, grid.CellIn(room - grid.Left - BarRoom(), max: 1.6)) is var (width, height) ? (Math.Min(width, room), height) : default;
    }

    (double Width, double Height) Size(CellGrid grid, double cell)
    {
        double tall = Prints ? Math.Min(cell, 34) : cell;
        double width = grid.Left + (cell * columns) + BarRoom(), height = (Title.Length > 0 ? 44 : 16) + (tall * rows) + grid.Bottom(cell);
        return (Width > 0 ? Width : Math.Max(width, Math.Max(240, FontMetrics.Width(Title, 15, bold: true) + 30)), Height > 0 ? Height : Math.Max(height, 150));
    }

    internal override void Draw(SvgCanvas canvas, Box box)
    {
        CellGrid grid = Grid(box.Width);
        Box area = box.Inside(grid.Left, Title.Length > 0 ? 44 : 16, BarRoom(), 0);
        area = area with { Height = box.Bottom - area.Y - grid.Bottom(area.Width / columns) };
        DrawTitle(canvas, box);
        grid.Draw(canvas, area);
        DrawBar(canvas, new Box(area.Right + 18, area.Y, 12, area.Height));
    }

    internal override string DrawTerminal(int width, int height, bool color)
    {
        (double low, double high) = Ends;
        int names = RowLabels.Count == 0 ? 0 : Math.Min(width / 3, RowLabels.Max(l => TextWidth.Of(Printable.Line(l)))), each = Math.Clamp((width - names - 1) / columns, 1, 2);
        int shown = Math.Min(columns, (width - names - 1) / each);
        var text = new StringBuilder();
        for (int r = 0; r < rows; r++)
        {
            string name = RowLabels.Count == 0 ? string.Empty : TextWidth.Start(Printable.Line(RowLabels[r]), names);
            text.Append(TextWidth.PadLeft(name, names)).Append(names > 0 ? " " : string.Empty);
            for (int c = 0; c < shown; c++)
            {
                double t = (values[(r * columns) + c] - low) / (high - low);
                if (color)
                {
                    Rgb rgb = Map.At(t);
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\u001b[48;2;{rgb.R};{rgb.G};{rgb.B}m").Append(' ', each).Append("\u001b[0m");
                }
                else
                {
                    text.Append(Blocks.Shade(t), each);
                }
            }

            text.Append('\n');
        }

        return text.Append(color ? "from " : "blank ").Append(NumberText.Value(low)).Append(color ? " to " : ", █ ").Append(NumberText.Value(high)).Append(ValueTitle.Length > 0 ? " " + ValueTitle : string.Empty).ToString();
    }

    internal override string Describe()
    {
        double low = values.Where(double.IsFinite).Min(), high = values.Where(double.IsFinite).Max();
        int min = Array.IndexOf(values, low), max = Array.IndexOf(values, high), unreal = values.Count(v => !double.IsFinite(v));
        return $"Heat map of {rows} rows and {columns} columns: least {NumberText.Value(low)} at {Place(min)}, greatest {NumberText.Value(high)} at {Place(max)}."
            + (unreal > 0 ? $" {unreal} of {values.Length} cells are NaN or infinite and are grey." : string.Empty);
    }

    static IReadOnlyList<string> Checked(IReadOnlyList<string> labels, int count, string what)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Count == 0 || labels.Count == count ? [.. labels] : throw new ArgumentException($"There are {labels.Count} names for {count} {what}; give one for each, or none.", nameof(labels));
    }

    string Place(int index) =>
        $"row {(RowLabels.Count > 0 ? RowLabels[index / columns] : NumberText.Value(index / columns))}, column {(ColumnLabels.Count > 0 ? ColumnLabels[index % columns] : NumberText.Value(index % columns))}";

    CellGrid Grid(double room)
    {
        (double low, double high) = Ends;
        bool prints = Prints;
        var unreal = new Rgb(160, 160, 160);
        int decimals = Decimals();
        return new CellGrid(rows, columns, RowLabels, ColumnLabels, XTitle, YTitle)
        {
            Text = (r, c) => prints ? CellText(values[(r * columns) + c], decimals) : string.Empty,
            Color = (r, c) => values[(r * columns) + c] is var value && double.IsFinite(value) ? (Map.At((value - low) / (high - low)), Map.OnDark.At((value - low) / (high - low))) : (unreal, unreal),
            MaxLabel = LabelRoom.In(room),
        };
    }

    static string CellText(double value, int decimals) => double.IsFinite(value) ? NumberText.Fixed(value, decimals) : NumberText.Value(value);

    int Decimals()
    {
        double greatest = values.Where(double.IsFinite).Max(Math.Abs);
        bool isWhole = Array.TrueForAll(values, v => !double.IsFinite(v) || v == Math.Floor(v));
        return isWhole || greatest == 0 ? 0 : Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(greatest)), 0, 6);
    }

    Axis BarAxis()
    {
        (double low, double high) = Ends;
        return Axis.For(low, high, false, 5, isExact: true);
    }

    double BarRoom() => 18 + 12 + 8 + BarAxis().LabelWidth(11) + (ValueTitle.Length > 0 ? 22 : 0) + 14;

    void DrawBar(SvgCanvas canvas, Box bar)
    {
        const int steps = 128;
        byte[] Bar(ColorMap map) => PixelImage.Png(1, steps, i => map.At(1 - ((i + 0.5) / steps)));
        canvas.Image(bar, Bar(Map), Map.OnDark == Map ? null : Bar(Map.OnDark));
        canvas.Rect(bar, null, Paint.Frame, 0, 1, 0.75);
        Axis axis = BarAxis();
        foreach (Tick tick in axis.Ticks)
        {
            double y = axis.Place(tick.Value, bar.Bottom, bar.Y);
            canvas.Line(bar.Right, y, bar.Right + 4, y, Paint.Frame);
            canvas.Text(bar.Right + 7, y + 4, tick.Label, Paint.Muted, 11);
        }

        canvas.Text(bar.Right + axis.LabelWidth(11) + 24, bar.CenterY, FontMetrics.Fit(ValueTitle, 12, bar.Height + 20), Paint.Ink, 12, "middle", turn: -90);
    }
}
