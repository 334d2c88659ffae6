using System.Diagnostics;
using System.Globalization;

namespace Hebb.Bench;

/// <summary>One side of a comparison of revisions: a <see cref="BurstServer"/> in a process of its own.</summary>
sealed class BurstProcess : IDisposable
{
    readonly Process process;

    BurstProcess(Process process) => this.process = process;

    /// <summary>Starts the program of a revision.</summary>
    /// <param name="assembly">Its Hebb.Bench.dll.</param>
    /// <param name="threads">The number of threads.</param>
    /// <exception cref="PeerException">It does not start.</exception>
    public static BurstProcess Start(string assembly, int threads)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])[assembly, "serve", "--threads", threads.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        Process child = Process.Start(start) ?? throw new PeerException($"{assembly} did not start.");
        return child.StandardOutput.ReadLine() == "ready" ? new BurstProcess(child) : throw new PeerException($"{assembly} did not answer; does it run by itself?");
    }

    /// <summary>Seconds of a repeat, by the clock and by the processor.</summary>
    public (double Wall, double Processor) Burst(string workload, int repeats)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"burst {workload} {repeats}"));
        process.StandardInput.Flush();
        string answer = process.StandardOutput.ReadLine() ?? throw new PeerException($"A process ended in the middle of {workload}.");
        string[] fields = answer.Split(' ');
        return (double.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    public void Drop(string workload)
    {
        process.StandardInput.WriteLine($"drop {workload}");
        process.StandardInput.Flush();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
    }
}
