using System.Text;
using Hebb.Plots.Axes;
using Hebb.Plots.Charts;
using Hebb.Plots.Svg;

namespace Hebb.Plots.Terminal;

/// <summary>A chart with two axes in characters. Series are told apart by a letter on them, so that no colour is needed.</summary>
sealed class TerminalPlot
{
    readonly XyChart chart;
    readonly Axis x, y;
    readonly int width, height, margin;
    readonly bool color;
    readonly BrailleCanvas canvas;

    public TerminalPlot(XyChart chart, int width, int height, bool color)
    {
        Bounds bounds = chart.FullBounds();
        (this.chart, this.width, this.height, this.color) = (chart, width, height, color);
        y = chart.MakeY(bounds, Math.Clamp(height / 4, 2, 6));
        margin = Math.Min(width / 3, y.Ticks.Max(t => t.Label.Length)) + 2;
        x = chart.MakeX(bounds, Math.Clamp((width - margin) / 12, 2, 8));
        canvas = new BrailleCanvas(width - margin, height, color);
    }

    public void Line(double[] xs, double[] ys, Func<double, double, bool> shows, int of)
    {
        (double X, double Y)? before = null, last = null;
        for (int i = 0; i < xs.Length; i++)
        {
            if (!shows(xs[i], ys[i]))
            {
                before = null;
                continue;
            }

            (double X, double Y) here = (Column(xs[i]), Row(ys[i]));
            (double X, double Y) from = before ?? here;
            canvas.Line(from.X, from.Y, here.X, here.Y, of);
            before = last = here;
        }

        if (last is { } end && chart.LegendEntries().Count > 1) canvas.Letter((int)Math.Round(end.X) / 2, (int)Math.Round(end.Y) / 4, Letter(of), of);
    }

    public void Dots(double[] xs, double[] ys, Func<double, double, bool> shows, int of)
    {
        bool isAlone = chart.LegendEntries().Count == 1;
        for (int i = 0; i < xs.Length; i++)
        {
            if (!shows(xs[i], ys[i])) continue;
            int column = (int)Math.Round(Column(xs[i])), row = (int)Math.Round(Row(ys[i]));
            if (isAlone) canvas.Dot(column, row, of);
            else canvas.Letter(column / 2, row / 4, Letter(of), of);
        }
    }

    public void Reference(Chart.ReferenceLine line)
    {
        if (line.IsVertical)
        {
            int column = (int)Math.Round(Column(line.Value));
            for (int i = 0; i < canvas.DotRows; i += 4) canvas.Dot(column, i, 6);
        }
        else
        {
            int row = (int)Math.Round(Row(line.Value));
            for (int i = 0; i < canvas.DotColumns; i += 4) canvas.Dot(i, row, 6);
        }
    }

    public string Finish(IReadOnlyList<LegendEntry> legend)
    {
        var text = new StringBuilder();
        if (chart.YTitle.Length > 0) text.Append(Printable.Line(chart.YTitle)).Append('\n');
        for (int row = 0; row < height; row++)
        {
            string label = y.Ticks.LastOrDefault(t => t.Label.Length > 0 && (int)Math.Round(Row(t.Value)) / 4 == row).Label ?? string.Empty;
            text.Append((label.Length > margin - 2 ? label[..(margin - 2)] : label).PadLeft(margin - 2)).Append(label.Length > 0 ? " ┤" : " │");
            canvas.Row(row, text);
            text.Append('\n');
        }

        text.Append(' ', margin - 1).Append('└').Append('─', width - margin).Append('\n').Append(XLabels());
        if (chart.XTitle.Length > 0) text.Append('\n').Append(' ', Math.Max(0, margin + ((width - margin - chart.XTitle.Length) / 2))).Append(Printable.Line(chart.XTitle));
        if (legend.Count > 1)
        {
            text.Append('\n').Append(' ', margin);
            for (int i = 0; i < legend.Count; i++) text.Append(BrailleCanvas.Colored(Letter(i).ToString(), i, color)).Append(' ').Append(Printable.Line(legend[i].Name)).Append("   ");
        }

        return text.ToString();
    }

    static char Letter(int of) => (char)('a' + (of % 26));

    double Column(double value) => x.Place(value, 0, canvas.DotColumns - 1);

    double Row(double value) => y.Place(value, canvas.DotRows - 1, 0);

    string XLabels()
    {
        char[] line = new string(' ', width).ToCharArray();
        int free = 0;
        foreach (Tick tick in x.Ticks)
        {
            if (tick.Label.Length == 0) continue;
            int start = Math.Clamp(margin + ((int)Math.Round(Column(tick.Value)) / 2) - (tick.Label.Length / 2), 0, width - Math.Min(width, tick.Label.Length));
            if (start < free || start + tick.Label.Length > width) continue;
            tick.Label.CopyTo(0, line, start, tick.Label.Length);
            free = start + tick.Label.Length + 1;
        }

        return new string(line);
    }
}
