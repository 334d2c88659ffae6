using Hebb.Vision.Datasets;
using Hebb.Vision.Datasets.Download;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Fetches a data set before the reader's eyes: what, how large, from where, then how far.</summary>
static class FetchDisplay
{
    public static void Run(Terminal terminal, DatasetEntry entry, string folder)
    {
        IAnsiConsole console = terminal.Out;
        console.MarkupLine($"[bold]{Markup.Escape(entry.Name)}[/]: {Markup.Escape(entry.Title)}");
        Line($"terms: {entry.Licence}");
        Line($"cite:  {entry.Citation}");
        foreach (DatasetFile file in entry.Files)
            Line($"load:  {file.Name}, {ByteSize.Text(file.Length)}, from {file.Mirrors[0]}{(file.Mirrors.Count > 1 ? $" (or {string.Join(", ", file.Mirrors.Skip(1).Select(m => m.Host))})" : string.Empty)}{(file.Sha256 is null ? "; its SHA-256 is not known, so it is not verified" : string.Empty)}");
        Line($"into:  {folder}");
        var fetcher = new DatasetFetcher();
        if (terminal.IsLive)
        {
            console.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new DownloadedColumn(), new TransferSpeedColumn())
                .Start(context => fetcher.FetchAsync(entry, folder, new Bars(context), Line, terminal.Stop).GetAwaiter().GetResult());
        }
        else
        {
            fetcher.FetchAsync(entry, folder, new Tenths(Line), Line, terminal.Stop).GetAwaiter().GetResult();
        }

        Line($"{entry.Name} is in {DatasetPlaces.Require(entry, folder)}");

        // Written past the console, which would break addresses and paths at the width of the terminal.
        void Line(string text) => console.Profile.Out.Writer.WriteLine(text);
    }

    sealed class Bars(ProgressContext context) : IProgress<DownloadProgress>
    {
        readonly Dictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);

        public void Report(DownloadProgress value)
        {
            if (!tasks.TryGetValue(value.File, out ProgressTask? task)) tasks[value.File] = task = context.AddTask(Markup.Escape(value.File));
            task.MaxValue = value.Total ?? Math.Max(value.Received, 1);
            task.Value = value.Received;
        }
    }

    sealed class Tenths(Action<string> line) : IProgress<DownloadProgress>
    {
        const int Lines = 10;
        readonly Dictionary<string, long> shown = new(StringComparer.Ordinal);

        public void Report(DownloadProgress value)
        {
            if (value.Total is not > 0) return;
            long tenth = value.Received * Lines / value.Total.Value;
            if (shown.TryGetValue(value.File, out long last) && tenth <= last) return;
            shown[value.File] = tenth;
            line($"{value.File}: {ByteSize.Text(value.Received)} of {ByteSize.Text(value.Total)}");
        }
    }
}
