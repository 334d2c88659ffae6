using System.Diagnostics;
using System.Globalization;
using Hebb.Bench.Workloads;

namespace Hebb.Bench;

/// <summary>
/// The child of a comparison of revisions: reads "burst NAME REPEATS" from its input and answers with the seconds of a repeat, by the clock and by the processor.
/// Workloads are made and warmed up when their name first comes; "drop NAME" lets go of one.
/// </summary>
static class BurstServer
{
    const double WarmUpSeconds = 0.6, MaxWarmUpSeconds = 3;
    const int WarmUpRepeats = 60;

    public static void Run(int threads, TextReader input, TextWriter output)
    {
        Threads.Count = threads;
        using var process = Process.GetCurrentProcess();
        var made = new Dictionary<string, Action>(StringComparer.Ordinal);
        output.WriteLine("ready");
        output.Flush();
        while (input.ReadLine() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["drop", { } name]:
                    made.Remove(name);
                    GC.Collect();
                    break;
                case ["burst", { } name, { } count]:
                    if (!made.TryGetValue(name, out Action? action)) made.Add(name, action = WarmedUp(WorkloadTable.All.First(w => w.Name == name).Make()));
                    (double wall, double processor) = Burst(process, action, int.Parse(count, CultureInfo.InvariantCulture));
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wall:R} {processor:R}"));
                    output.Flush();
                    break;
            }
        }
    }

    static (double Wall, double Processor) Burst(Process process, Action action, int repeats)
    {
        process.Refresh();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++) action();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return (wall / repeats, (process.TotalProcessorTime - before).TotalSeconds / repeats);
    }

    // Long enough for the runtime to replace first versions of methods by optimised ones in the background.
    static Action WarmedUp(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < WarmUpRepeats || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; i++)
        {
            action();
            if (Stopwatch.GetElapsedTime(start).TotalSeconds > MaxWarmUpSeconds) break;
        }

        return action;
    }
}
