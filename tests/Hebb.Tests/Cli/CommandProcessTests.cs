using System.Diagnostics;

namespace Hebb.Tests;

/// <summary>The command line as a process of its own: what environment variables and violence do to it.</summary>
public sealed class CommandProcessTests
{
    static readonly string[] Quick = ["--size", "16", "--batch-size", "8", "--threads", "1"];

    [Fact]
    public async Task A_damaged_database_of_runs_is_named_and_does_not_stop_the_training()
    {
        using var folder = new TemporaryFolder();
        string pictures = PictureFolder.Write(folder.File("p"), 8, 1, "a", "b"), store = folder.File("runs.db");
        await File.WriteAllTextAsync(store, "this is no database, but long enough to be read as the header of one, which a shorter one is not", TestContext.Current.CancellationToken);
        using Process process = Start(store, ["train", pictures, "--epochs", "2", "--out", folder.File("run"), .. Quick]);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output + error);
        Assert.Contains(store, error, StringComparison.Ordinal);
        Assert.Contains("not recorded", error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("run/model.safetensors")));
        Assert.StartsWith("this is no database", await File.ReadAllTextAsync(store, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_run_is_resumed_to_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        string pictures = PictureFolder.Write(folder.File("p"), 40, 1, "a", "b"), cut = folder.File("cut"), store = folder.File("runs.db");
        string[] arguments = ["train", pictures, "--epochs", "30", .. Quick];
        Assert.Equal(0, CommandRun.Of([.. arguments, "--out", folder.File("whole"), "--no-track"]).Code);
        using Process process = Start(store, [.. arguments, "--out", cut]);
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!line.StartsWith("     3 ", StringComparison.Ordinal)) continue;
            process.Kill();
            break;
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
        Assert.False(File.Exists(Path.Combine(cut, "model.safetensors")));
        CommandRun resumed = CommandRun.Of("resume", cut, "--no-track");
        Assert.True(resumed.Code == 0, resumed.Error);
        Assert.Equal(await File.ReadAllBytesAsync(folder.File("whole/model.safetensors"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(cut, "model.safetensors"), TestContext.Current.CancellationToken));
        Assert.Contains("interrupted", CommandRun.Of("runs", "list", "--store", store).Output, StringComparison.Ordinal);
    }

    static Process Start(string store, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HEBB_RUNS"] = store;
        return Process.Start(start)!;
    }
}
