using Hebb.Labs;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The table that ends every experiment: reference, ours, what had to hold, and whether it does.</summary>
static class LabTable
{
    public static void Write(IAnsiConsole console, LabResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string heading in (string[])["figure", "reference", "ours", "must", string.Empty]) table.AddColumn(new TableColumn($"[bold]{heading}[/]"));
        foreach (LabRow row in result.Rows)
        {
            string mark = row.Met switch { true => "[green]met[/]", false => "[bold red]missed[/]", null => string.Empty };
            table.AddRow(Markup.Escape(row.Figure), Markup.Escape(row.Reference), Markup.Escape(row.Ours), Markup.Escape(row.Must ?? string.Empty), mark);
        }

        console.Write(table);
        foreach (string file in result.Files) console.WriteUnbroken(Markup.Escape($"saved {file}"));
        if (!result.IsChecked)
        {
            console.WriteLine("Quick: musts are not checked.");
            return;
        }

        int musts = result.Rows.Count(r => r.Met is not null), met = result.Rows.Count(r => r.Met == true);
        console.MarkupLine(result.Passed ? $"[green]Every must is met: {met} of {musts}.[/]" : $"[bold red]{musts - met} of {musts} musts missed.[/]");
    }
}
