using System.Diagnostics;

namespace Hebb.Tests;

/// <summary>Runs a file-based program as a reader of the documentation would.</summary>
internal static class ProgramRun
{
    internal static async Task<(int ExitCode, string Output)> Run(string file, string[] arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", file, "--", .. arguments])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{file} did not end within {limit.TotalSeconds} s.");
        }

        return (process.ExitCode, await output + await error);
    }
}
