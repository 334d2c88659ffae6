using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Hebb.Tracking;

/// <summary>What is worth remembering about where a run ran.</summary>
static class SystemFigures
{
    public static IEnumerable<KeyValuePair<string, string>> AtStart()
    {
        yield return new("machine", Environment.MachineName);
        yield return new("system", $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
        yield return new("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return new("threads", Threads.Count.ToString(CultureInfo.InvariantCulture));
        yield return new("memory", Bytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
        yield return new(".net", Environment.Version.ToString());
        yield return new("hebb", typeof(Tensor).Assembly.GetName().Version?.ToString(3) ?? "unknown");
        yield return new("folder", Environment.CurrentDirectory);
        yield return new("process", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (GitCommit.Of(Environment.CurrentDirectory) is { } commit) yield return new("git commit", commit);
    }

    public static IEnumerable<KeyValuePair<string, string>> AtEnd()
    {
        using var process = Process.GetCurrentProcess();
        if (process.PeakWorkingSet64 > 0) yield return new("peak memory", Bytes(process.PeakWorkingSet64));
        yield return new("processor time", string.Create(CultureInfo.InvariantCulture, $"{process.TotalProcessorTime.TotalSeconds:F1} s"));
    }

    static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB");
}
