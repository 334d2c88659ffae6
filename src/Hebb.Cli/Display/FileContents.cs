using System.Globalization;
using Hebb.Formats;
using Hebb.Images;
using Hebb.Vision.Datasets.Download;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>What <c>hebb inspect</c> prints.</summary>
static class FileContents
{
    const int FirstValues = 6, LongestText = 60;

    public static void Write(Terminal terminal, string path, ImageInfo image)
    {
        string channels = image.Channels switch { 1 => "grey", 2 => "grey with opacity", 3 => "red green blue", _ => "red green blue with opacity" };
        Line(terminal, $"{path}: {image.Format} image, {image.Width} × {image.Height} pixels, {channels}, {ByteSize.Text(new FileInfo(path).Length)}");
    }

    public static void Write(Terminal terminal, TensorFile file, bool withValues)
    {
        long count = file.Entries.Sum(entry => (long)entry.Shape.Count);
        Line(terminal, string.Create(CultureInfo.InvariantCulture, $"{file.Path}: {file.Format}, {Plural(file.Entries.Count, "tensor")} with {Plural(count, "value")}, {ByteSize.Text(new FileInfo(file.Path).Length)}"));
        if (file.Entries.Count > 0)
        {
            Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
            foreach (string heading in (string[])["name", "type", "shape"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]"));
            table.AddColumn(new TableColumn("[bold]bytes[/]").RightAligned());
            foreach (TensorEntry entry in file.Entries)
                table.AddRow(Markup.Escape(Printable.Line(entry.Name)), entry.StoredType.Name, Markup.Escape(entry.Shape.ToString()), entry.ByteCount.ToString("N0", CultureInfo.InvariantCulture));
            terminal.Out.Write(table);
        }

        foreach ((string name, object? value) in file.Values) Line(terminal, $"{name} = {Text(value)}");
        if (!withValues) return;
        foreach (TensorEntry entry in file.Entries) Line(terminal, $"{entry.Name}: {First(file[entry.Name])}");
    }

    static string First(Tensor x)
    {
        int shown = Math.Min(FirstValues, x.Count);
        Tensor few = x.Reshape([x.Count])[..shown];
        string[] words = few.DType.IsFloatingPoint
            ? [.. few.To(DType.Float64).ToArray<double>().Select(v => v.ToString("G6", CultureInfo.InvariantCulture))]
            : [.. few.To(DType.Int64).ToArray<long>().Select(v => v.ToString(CultureInfo.InvariantCulture))];
        return string.Join(", ", words) + (x.Count > shown ? ", …" : string.Empty);
    }

    static string Text(object? value)
    {
        string text = value switch { null => "null", string words => $"'{words.ReplaceLineEndings(" ")}'", bool truth => truth ? "true" : "false", _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty };
        return text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
    }

    static string Plural(long count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {word}{(count == 1 ? string.Empty : "s")}");

    // Written past the console, which would break long paths at the width of the terminal.
    static void Line(Terminal terminal, string text) => terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line(text));
}
