using System.Diagnostics;
using System.Text;

namespace Hebb.Bench;

/// <summary>A process that ran to its end.</summary>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Milliseconds">From its start to its end.</param>
/// <param name="PeakMegabytes">The most memory that it had at once, looked at every two milliseconds; NaN where the system does not tell.</param>
sealed record MeasuredProcess(string Output, string Error, int ExitCode, double Milliseconds, double PeakMegabytes)
{
    const double Megabyte = 1024 * 1024;

    /// <summary>Runs a program.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static MeasuredProcess Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        start.Environment["HEBB_THREADS"] = "1";
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        do
        {
            // Between its end and our look there is nothing to read any more.
            try
            {
                peak = Math.Max(peak, Machine.PeakMemory(process.Id) ?? 0);
            }
            catch (IOException)
            {
                break;
            }
        }
        while (!process.WaitForExit(2));
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return new MeasuredProcess(output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult(), process.ExitCode, milliseconds, peak == 0 ? double.NaN : peak / Megabyte);
    }
}
