using System.Diagnostics;
using System.Text.Json;
using Hebb.Tracking;

namespace Hebb.Tests;

/// <summary>The command line as a process of its own: what environment variables and violence do to it.</summary>
public sealed class CommandProcessTests
{
    static readonly string[] Quick = ["--size", "16", "--batch-size", "8", "--threads", "1"];

    [Fact]
    public async Task ADamagedDatabaseOfRunsIsNamedAndDoesNotStopTheTraining()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 8, 1, "a", "b"), store = folder.File("runs.db");
        await File.WriteAllTextAsync(store, "this is no database, but long enough to be read as the header of one, which a shorter one is not", TestContext.Current.CancellationToken);
        using Process process = Start(store, ["train", images, "--epochs", "2", "--out", folder.File("run"), .. Quick]);
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
    public async Task AKilledRunIsResumedToTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 40, 1, "a", "b"), cut = folder.File("cut"), store = folder.File("runs.db");
        string[] arguments = ["train", images, "--epochs", "30", .. Quick];
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
    public async Task TheRecordOfARunThatIsKilledAgainAndAgainIsThatOfOneLeftAlone()
    {
        const int Kills = 6, Epochs = 300;
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 40, 1, "a", "b"), cut = folder.File("cut"), store = folder.File("runs.db"), resumed = string.Empty;
        string[] arguments = ["train", images, "--model", "mlp:8", "--epochs", $"{Epochs}", .. Quick];
        await End(Start(store, [.. arguments, "--out", folder.File("whole")]));
        var random = new Generator((ulong)Environment.TickCount64);
        for (int i = 0; i < Kills; i++)
        {
            using Process process = Start(store, File.Exists(Path.Combine(cut, "config.json")) ? ["resume", cut] : [.. arguments, "--out", cut]);
            _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

            // Every third kill may come at any time from the start on, the others after the next checkpoint or while it is written.
            string? before = Last(cut);
            while (i % 3 != 2 && !process.HasExited && Last(cut) == before) await Task.Delay(1, TestContext.Current.CancellationToken);
            Assert.False(process.WaitForExit(random.NextInt(0, i % 3 == 2 ? 700 : 60)), "The training was over before it could be killed.");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            // What a checkpoint knows is in the record already.
            if (i == 1) AssertHolds(store, new Hebb.Formats.CheckpointFolder(Path.Combine(cut, "checkpoints")).LoadLast()!.Epoch);
        }

        resumed = await End(Start(store, ["resume", cut]));
        Assert.Contains("resumes after epoch", resumed, StringComparison.Ordinal);
        using var runs = RunStore.Open(store);
        Assert.Equal(RunState.Finished, runs.Get("cut").State);
        Assert.Equal(runs.Get("whole").Metrics, runs.Get("cut").Metrics);
        Assert.Equal(Epochs, runs.Get("cut").Metric("val_accuracy")!.Count);
        runs.ExportCsv("whole", folder.File("whole.csv"));
        runs.ExportCsv("cut", folder.File("cut.csv"));
        Assert.Equal(await File.ReadAllTextAsync(folder.File("whole.csv"), TestContext.Current.CancellationToken), await File.ReadAllTextAsync(folder.File("cut.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(Curves("whole"), Curves("cut"));

        // Killed after its last file and before its last word.
        using (var sql = new SqlFile(store)) sql.Scalar("UPDATE runs SET state = 'running', ended = NULL, place = 'elsewhere', heartbeat = 0 WHERE name = 'cut'");
        Assert.Equal(RunState.Interrupted, runs.Get("cut").State);
        using (Process late = Start(store, ["resume", cut]))
        {
            Assert.Contains("has ended", await late.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await late.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(RunState.Finished, runs.Get("cut").State);

        static string? Last(string run) => new Hebb.Formats.CheckpointFolder(Path.Combine(run, "checkpoints")).LastPath;

        string Curves(string run)
        {
            string page = File.ReadAllText(Path.Combine(folder.File(run), "report.html"));
            return page[page.IndexOf("<svg", StringComparison.Ordinal)..page.IndexOf("Which is taken for which", page.IndexOf("<svg", StringComparison.Ordinal), StringComparison.Ordinal)];
        }

        static async Task<string> End(Process process)
        {
            using (process)
            {
                Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.True((process.ExitCode, error) == (0, string.Empty), error);
                return await output;
            }
        }

        static void AssertHolds(string store, int epochs)
        {
            using var runs = RunStore.Open(store);
            Assert.InRange(runs.Get("cut").Metric("val_accuracy")!.Count, epochs, epochs + 1);
            Assert.Equal(Enumerable.Range(1, epochs).Select(epoch => 8L * epoch), runs.Metric("cut", "val_loss").Take(epochs).Select(p => p.Step));
        }
    }

    [Fact]
    public async Task ASweepRunsItsTrialsOnceAndSharesItsFolderWithNoOther()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 8, 1, "a", "b"), plan = folder.File("s.json"), place = folder.File("sweep");
        await File.WriteAllTextAsync(plan, $$"""{ "fixed": { "data": {{JsonSerializer.Serialize(images)}}, "size": 16, "epochs": 1, "batchSize": 8 }, "vary": { "learningRate": [0.001, 0.01] } }""", TestContext.Current.CancellationToken);
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
        using Process process = Start(folder.File("runs.db"), ["train", "digits", "--epochs", "1", "--out", folder.File("out")], (name, value));
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
