using System.Diagnostics;
using System.Text.Json;
using Hebb.Tracking;

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

    [Fact]
    public async Task A_sweep_runs_its_trials_once_and_shares_its_folder_with_no_other()
    {
        using var folder = new TemporaryFolder();
        string pictures = PictureFolder.Write(folder.File("p"), 8, 1, "a", "b"), plan = folder.File("s.json"), place = folder.File("sweep");
        await File.WriteAllTextAsync(plan, $$"""{ "fixed": { "data": {{JsonSerializer.Serialize(pictures)}}, "size": 16, "epochs": 1, "batchSize": 8 }, "vary": { "learningRate": [0.001, 0.01] } }""", TestContext.Current.CancellationToken);
        string[] arguments = ["sweep", plan, "--out", place, "--no-track"];
        (int code, string output) = await Run(arguments);
        Assert.True(code == 0, output);
        string[] trained = Directory.GetFiles(place, "model.safetensors", SearchOption.AllDirectories);
        Assert.Equal(2, trained.Length);
        DateTime[] times = [.. trained.Select(File.GetLastWriteTimeUtc)];

        using (RunFolder.Claim(place, "the test")) CommandRun.Of(arguments).AssertFails(1, "Another run is at work", "the test");

        // A trial that had not ended is made good, the other one is not touched.
        Directory.Delete(Path.GetDirectoryName(trained[1])!, recursive: true);
        (code, output) = await Run(arguments);
        Assert.True(code == 0, output);
        Assert.Equal(times[0], File.GetLastWriteTimeUtc(trained[0]));
        Assert.True(File.GetLastWriteTimeUtc(trained[1]) > times[1]);

        async Task<(int Code, string Output)> Run(string[] words)
        {
            using Process process = Start(folder.File("runs.db"), words);
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, text + await error);
        }
    }

    [Theory]
    [InlineData("HEBB_THREADS", "0")]
    [InlineData("HEBB_THREADS", "abc")]
    [InlineData("HEBB_THREADS", "-1")]
    [InlineData("HEBB_SIMD", "foo")]
    [InlineData("HEBB_FUSION", "maybe")]
    public async Task AWrongEnvironmentVariableIsTheCallersToCorrect(string name, string value)
    {
        using var folder = new TemporaryFolder();
        using Process process = Start(folder.File("runs.db"), ["train", "digits", "--epochs", "1", "--output", folder.File("out")], (name, value));
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("made a mistake", error, StringComparison.Ordinal);
        Assert.DoesNotContain("type initializer", error, StringComparison.Ordinal);
        Assert.Empty(await output);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    static Process Start(string store, string[] arguments, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HEBB_RUNS"] = store;
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
