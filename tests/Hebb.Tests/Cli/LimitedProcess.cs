using System.Diagnostics;

namespace Hebb.Tests;

/// <summary>The command line as a process that the system lets write no file beyond a size, as if the disk were full there.</summary>
sealed record LimitedProcess(int Code, string Output, string Error)
{
    /// <summary>Runs it.</summary>
    /// <param name="kilobytes">The size; −1 for none.</param>
    /// <param name="store">The database of runs.</param>
    /// <param name="log">The file that its output goes to; null for a pipe.</param>
    /// <param name="arguments">Its words.</param>
    public static async Task<LimitedProcess> Run(int kilobytes, string store, string? log, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no limit of the size of files.");
        string limit = kilobytes < 0 ? string.Empty : $"ulimit -f {kilobytes}; ", target = log is null ? string.Empty : " > \"$0\"";
        var start = new ProcessStartInfo("bash", ["-c", $"{limit}exec dotnet \"$@\"{target}", log ?? "-", Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HEBB_RUNS"] = store;

        // .NET itself maps its code through a large file unless it is told not to.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new LimitedProcess(process.ExitCode, await output, error);
    }
}
