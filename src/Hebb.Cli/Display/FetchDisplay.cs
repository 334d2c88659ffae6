using System.Collections.Concurrent;
using System.Diagnostics;
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
            using var bars = new LiveBars(console);
            fetcher.FetchAsync(entry, folder, new Bars(bars), bars.Say, terminal.Stop).GetAwaiter().GetResult();
        }
        else
        {
            fetcher.FetchAsync(entry, folder, new Tenths(Line), Line, terminal.Stop).GetAwaiter().GetResult();
        }

        Line($"{entry.Name} is in {DatasetPlaces.Require(entry, folder)}");

        // Written past the console, which would break addresses and paths at the width of the terminal.
        void Line(string text) => console.Profile.Out.Writer.WriteLine(text);
    }

    sealed class Bars(LiveBars bars) : IProgress<DownloadProgress>
    {
        readonly ConcurrentDictionary<string, (long Time, long Received)> started = new(StringComparer.Ordinal);

        public void Report(DownloadProgress value)
        {
            // What an earlier attempt had received says nothing of the rate.
            (long time, long before) = started.GetOrAdd(value.File, _ => (Stopwatch.GetTimestamp(), value.Received));
            double seconds = Stopwatch.GetElapsedTime(time).TotalSeconds;
            string received = value.Total is { } total ? $"{ByteSize.Text(value.Received)} of {ByteSize.Text(total)}" : ByteSize.Text(value.Received);
            string rate = seconds > 0.5 ? $"{ByteSize.Text((long)((value.Received - before) / seconds))}/s" : string.Empty;
            bars.Move(value.File, value.Total is > 0 and var all ? (double)value.Received / all : 0, [value.File, received, rate]);
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
