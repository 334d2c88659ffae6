using System.Diagnostics;

namespace Hebb.Tests;

/// <summary>The packages serve a project that knows nothing of this repository.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task PackagesAndToolWorkOutsideTheRepository()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HEBB_LONG_TESTS") is "1", "Builds everything anew, for some minutes; HEBB_LONG_TESTS=1 runs it.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The gate is a bash script.");
        var start = new ProcessStartInfo("bash", [".ci/packages"]) { WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);

        using Process gate = Process.Start(start)!;
        Task<string> output = gate.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error = gate.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(40));
        try
        {
            await gate.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!gate.HasExited) gate.Kill(entireProcessTree: true);
        }

        string lines = await output + await error;
        Assert.True(gate.ExitCode == 0, lines);
        Assert.Contains(" passed, 0 failed", lines, StringComparison.Ordinal);
    }
}
