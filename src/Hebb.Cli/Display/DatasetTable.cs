using Hebb.Vision.Datasets;
using Hebb.Vision.Datasets.Download;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The table of <c>hebb data list</c>.</summary>
static class DatasetTable
{
    public static void Write(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string heading in (string[])["name", "what", "download", "here"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]"));
        foreach (DatasetEntry entry in DatasetCatalog.All)
        {
            string names = string.Join(", ", entry.Aliases.Prepend(entry.Name)), here = entry.IsEmbedded || DatasetPlaces.Find(entry) is not null ? "[green]yes[/]" : "no";
            table.AddRow(Markup.Escape(names), Markup.Escape(entry.Title), entry.IsEmbedded ? "embedded" : entry.Files.Count == 0 ? "none" : ByteSize.Text(entry.DownloadLength), here);
        }

        console.Write(table);
    }
}
