using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>One column of a table that is drawn again and again.</summary>
/// <param name="Heading">What it holds.</param>
/// <param name="Rank">A narrow terminal does without the columns of the highest rank first; those of rank 0 and 1 always stay.</param>
/// <param name="Cell">The text of a row.</param>
sealed record LiveColumn<T>(string Heading, int Rank, Func<T, string> Cell);

/// <summary>A table that has as many of its columns as a terminal has room for.</summary>
static class LiveTable
{
    const int Between = 3;

    public static Table Of<T>(IReadOnlyList<T> rows, int width, IReadOnlyList<LiveColumn<T>> columns, Func<T, LiveColumn<T>, Style> style)
    {
        int most = columns.Max(c => c.Rank);
        while (most > 1 && Cells(most) >= width) most--;
        LiveColumn<T>[] shown = [.. columns.Where(c => c.Rank <= most)];
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (LiveColumn<T> column in shown) table.AddColumn(new TableColumn(new Text(column.Heading, new Style(decoration: Decoration.Bold))).RightAligned().NoWrap());
        foreach (T row in rows) table.AddRow(shown.Select(c => (IRenderable)new Text(c.Cell(row), style(row, c))));
        return table;

        int Cells(int rank) => columns.Where(c => c.Rank <= rank).Sum(c => rows.Max(row => Math.Max(c.Heading.Length, c.Cell(row).Length)) + Between);
    }
}
