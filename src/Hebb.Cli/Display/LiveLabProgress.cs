using System.Diagnostics;
using Hebb.Labs;

namespace Hebb.Cli.Display;

/// <summary>A lab's progress as bars that move in place, below the lines that it says.</summary>
sealed class LiveLabProgress(LiveBars bars) : ILabProgress
{
    readonly Dictionary<string, long> started = new(StringComparer.Ordinal);

    public void Say(string line) => bars.Say(line);

    public void Report(string work, int done, int total, string? figure = null)
    {
        if (!started.TryGetValue(work, out long start)) started[work] = start = Stopwatch.GetTimestamp();
        double part = (double)done / Math.Max(1, total);
        string left = done > 0 ? $"{NumberFormat.Seconds(Stopwatch.GetElapsedTime(start) * ((1 - part) / part))} left" : string.Empty;
        bars.Move(work, part, [NumberFormat.Percent(part, 0), work, left], figure ?? string.Empty);
    }
}
