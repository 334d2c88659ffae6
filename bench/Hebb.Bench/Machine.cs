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
}
