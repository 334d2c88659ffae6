using System.Diagnostics;

namespace Hebb.Tests;

/// <summary>What a pipe gets: plain lines, none of them broken.</summary>
public sealed class PlainOutputTests
{
    static readonly string Long = string.Concat(Enumerable.Repeat("a folder with a long name ", 5)).Trim();

    [Fact]
    public void ASuggestedCommandIsOneLineHoweverLongItIs()
    {
        using var folder = new TemporaryFolder();
        string target = folder.File(Long);
        CommandRun run = CommandRun.Of("train", "digits", "--epochs", "1", "--no-track", "--out", target);
        Assert.Equal(0, run.Code);
        string[] lines = run.Output.Split('\n');
        Assert.Contains(lines, line => line.Contains("hebb eval ", StringComparison.Ordinal) && line.Contains(target, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(Path.Combine(target, "model.safetensors"), StringComparison.Ordinal));
    }

    [Fact]
    public void ASuggestedCommandIsOneLineInANarrowTerminalToo()
    {
        using var folder = new TemporaryFolder();
        string target = folder.File(Long);
        var screen = new Screen(40, 24);
        Assert.Equal(0, Hebb.Cli.CommandLine.Run(["train", "digits", "--epochs", "1", "--no-track", "--out", target], screen.Terminal));
        Assert.Contains(screen.Lines, line => line.Contains("hebb eval ", StringComparison.Ordinal) && line.Contains(target, StringComparison.Ordinal));
    }

    [Fact]
    public void ATableKeepsItsRowsWhole()
    {
        string[] lines = CommandRun.Of("data", "list").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(Hebb.Vision.Datasets.DatasetCatalog.All.Count + 4, lines.Length);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    [InlineData("CI", "true")]
    public async Task APipeGetsNoEscapeSequence(string? name, string? value)
    {
        using var folder = new TemporaryFolder();
        string target = folder.File(Long);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll"), "train", "digits", "--epochs", "2", "--threads", "1", "--no-track", "--out", target])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        if (name is not null) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.DoesNotContain('\u001b', output + await error);
        Assert.Contains(output.Split('\n'), line => line.Contains(" digits 0 1 2", StringComparison.Ordinal) && line.Contains(target, StringComparison.Ordinal));
    }
}
