using System.Runtime.InteropServices;

namespace Hebb.Bench;

/// <summary>What the numbers were measured on.</summary>
static class Machine
{
    public static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        string? line = File.Exists(Info) ? File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    public static string Runtime() => RuntimeInformation.FrameworkDescription;

    /// <summary>The most memory that a process has had at once, in bytes, as Linux counts it; null elsewhere.</summary>
    public static long? PeakMemory(int processId)
    {
        string status = $"/proc/{processId}/status";
        string? line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? null : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
