using System.Globalization;
using System.Text;
using Hebb.Plots.Svg;

namespace Hebb.Plots.Reports;

/// <summary>Writes a table as HTML.</summary>
static class TableHtml
{
    public static void Append(StringBuilder html, IReadOnlyList<string> columns, IReadOnlyList<object?>[] rows, string caption)
    {
        bool[] isNumeric = [.. columns.Select((_, c) => rows.Any(r => IsNumber(r[c])) && rows.All(r => r[c] is null || IsNumber(r[c])))];
        html.Append("<div class=\"wide\"><table>\n");
        if (caption.Length > 0) html.Append("<caption>").Append(SvgCanvas.Escape(caption)).Append("</caption>\n");
        html.Append("<thead><tr>");
        for (int c = 0; c < columns.Count; c++) html.Append(isNumeric[c] ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Append(SvgCanvas.Escape(columns[c])).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<object?> row in rows)
        {
            html.Append("<tr>");
            for (int c = 0; c < columns.Count; c++)
            {
                if (isNumeric[c] || IsNumber(row[c])) html.Append("<td class=\"n\">").Append(Cell(row[c])).Append("</td>");
                else html.Append("<td>").Append(Kept(Cell(row[c]))).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    static bool IsNumber(object? cell) => cell is double or float or decimal or Half or int or long or short or byte or uint or ulong || (cell is string text && IsNumberText(text));

    // "97.5 %", "1.2×", "−3": numbers that somebody has already written well.
    static bool IsNumberText(string text)
    {
        string bare = text.Trim().Replace('−', '-').TrimEnd('%', '×', ' ').Trim();
        return bare.Length > 0 && double.TryParse(bare, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
    }

    // A number stays with its unit and its sign: "≥ 99 %" is one word.
    static string Kept(string text) => text.Replace(" %", "\u00a0%", StringComparison.Ordinal).Replace("≥ ", "≥\u00a0", StringComparison.Ordinal).Replace("≤ ", "≤\u00a0", StringComparison.Ordinal);

    static string Cell(object? cell) => cell switch
    {
        null => string.Empty,
        GoalMark.Met => "<span class=\"met\">✓ met</span>",
        GoalMark.Missed => "<span class=\"missed\">✗ missed</span>",
        double d => NumberText.Value(d),
        float f => NumberText.Value(f),
        int or long or uint or ulong => ((IFormattable)cell).ToString("N0", CultureInfo.InvariantCulture).Replace('-', '−'),
        IFormattable f => SvgCanvas.Escape(f.ToString(null, CultureInfo.InvariantCulture).Replace('-', '−')),
        _ => SvgCanvas.Escape(cell.ToString() ?? string.Empty),
    };
}
