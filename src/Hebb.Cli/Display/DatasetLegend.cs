using System.Globalization;
using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>What the rows of a contact sheet are: the classes in order, with their numbers of images.</summary>
static class DatasetLegend
{
    const int MaxName = 40;

    public static void Write(Terminal terminal, string title, IImageDataset images)
    {
        terminal.Out.MarkupLine($"[bold]{Markup.Escape(Printable.Line(title))}[/]: {images.Count.ToString("N0", CultureInfo.InvariantCulture)} images{(images.Classes.Count == 0 ? ", no classes" : $" in {images.Classes.Count} classes")}");
        if (images.Classes.Count == 0) return;
        var counts = new int[images.Classes.Count];
        foreach (long label in images.Labels.ToArray<long>()) counts[label]++;
        string[] cells = [.. images.Classes.Select((name, i) => $"{i + 1,3} {TextWidth.Cut(Printable.Line(name), MaxName)} ({counts[i]:N0})")];
        int width = cells.Max(TextWidth.Of) + 2, columns = Math.Max(1, terminal.Width / width), rows = (cells.Length + columns - 1) / columns;
        for (int row = 0; row < rows; row++)
        {
            string line = string.Concat(Enumerable.Range(0, columns).Select(column => (column * rows) + row).Where(i => i < cells.Length).Select(i => TextWidth.PadRight(cells[i], width)));
            terminal.Out.WriteLine(line.TrimEnd());
        }
    }
}
