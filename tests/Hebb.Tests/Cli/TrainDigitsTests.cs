using System.Diagnostics;
using System.Text.Json;
using Hebb.Cli.Saved;
using Hebb.Formats;
using Hebb.Tracking;

namespace Hebb.Tests;

/// <summary>The data set that is always there, as a newcomer trains it first: quickly, well, and as every other one.</summary>
public sealed class TrainDigitsTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TrainsEvaluatesAndPredicts()
    {
        string run = folder.File("new/models");
        CommandRun train = CommandRun.Of("train", "digits", "--epochs", "20", "--model", "mlp:32", "--seed", "3", "--out", run);
        Assert.Equal((0, string.Empty), (train.Code, train.Error));
        Assert.All(["config.json", "model.json", "model.safetensors", "report.html"], name => Assert.True(File.Exists(Path.Combine(run, name)), name));
        double accuracy = TestAccuracy(run);
        Assert.InRange(accuracy, 0.85, 1);
        Assert.Equal(["1.bias", "1.weight", "3.bias", "3.weight"], Safetensors.Load(Path.Combine(run, "model.safetensors")).Keys.Order(StringComparer.Ordinal));

        using (RunStore store = RunStore.Open())
        {
            RunRecord recorded = store.List(1000, "models").Single(one => one.Command.Contains(run, StringComparison.Ordinal));
            Assert.Equal(RunState.Finished, recorded.State);
            Assert.Equal(accuracy, Assert.Single(store.Metric(recorded.Id, "test_accuracy")).Value);
            Assert.Equal(20, store.Metric(recorded.Id, "val_accuracy").Count);
            Assert.Equal(20 * 14, store.Metric(recorded.Id, "step loss").Count);
        }

        CommandRun eval = CommandRun.Of("eval", "digits", "--model", run);
        Assert.Equal(0, eval.Code);
        Assert.Contains($"{(int)Math.Round(accuracy * 1297):N0} of 1,297 images right", eval.Output, StringComparison.Ordinal);

        CommandRun predict = CommandRun.Of("predict", "digits", "0", "1296", "--model", Path.Combine(run, "model.safetensors"));
        Assert.Equal((0, string.Empty), (predict.Code, predict.Error));
        Assert.Contains("digits #0: ", predict.Output, StringComparison.Ordinal);
        Assert.Contains("digits #1296: ", predict.Output, StringComparison.Ordinal);
        Assert.Contains("▓", predict.Output, StringComparison.Ordinal);
        Assert.Equal(2 * 10, predict.Output.Split('\n').Count(line => line.Contains('%', StringComparison.Ordinal)));
        foreach (string number in (string[])["1297", "-1"])
            CommandRun.Of("predict", "digits", number, "--model", run).AssertFails(2, $"no image {number} of digits", "from 0 to 1296");
    }

    [Theory]
    [InlineData(null, 0, 0.96)]
    [InlineData(null, 11, 0.96)]
    [InlineData("cnn", 0, 0.983)]
    [InlineData("cnn", 11, 0.983)]
    public void TheDefaultsReachTheirAccuracyOnTheTestImages(string? model, int seed, double least)
    {
        string run = folder.File("run");
        string[] asked = model is null ? [] : ["--model", model];
        Assert.Equal(0, CommandRun.Of(["train", "digits", "--seed", $"{seed}", "--no-track", "--out", run, .. asked]).Code);
        double accuracy = TestAccuracy(run);
        Assert.InRange(accuracy, least, 1);

        // Read back, running statistics and all, it answers as it did after the training.
        Assert.Contains($"{(int)Math.Round(accuracy * 1297):N0} of 1,297 images right", CommandRun.Of("eval", run).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ATrainingThatIsStoppedIsResumed()
    {
        string run = folder.File("run");
        CommandRun stopped = CommandRun.Of(new CancellationToken(canceled: true), "train", "digits", "--epochs", "2", "--no-track", "--out", run);
        Assert.Equal(130, stopped.Code);
        Assert.Contains($"hebb resume {run}", stopped.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run, "model.json")));
        Assert.Equal(0, CommandRun.Of("resume", run, "--no-track").Code);
        Assert.InRange(TestAccuracy(run), 0.1, 1);
    }

    [Fact]
    public void ALossThatIsNoNumberLeavesNoRun()
    {
        CommandRun run = CommandRun.Of("train", "digits", "--epochs", "3", "--learning-rate", "1e30", "--no-track", "--out", folder.File("run"));
        Assert.Equal(1, run.Code);
        Assert.Contains("NaN or an infinity", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    [Theory]
    [InlineData("best")]
    [InlineData("last")]
    public void TheBestOrTheLastWeightsAreKept(string keep)
    {
        string run = folder.File("run");

        // At such a rate accuracy goes up and down: the last epoch is not the best one.
        CommandRun train = CommandRun.Of("train", "digits", "--epochs", "12", "--schedule", "constant", "--learning-rate", "0.3", "--model", "mlp:16", "--keep", keep, "--seed", "1", "--no-track", "--out", run);
        Assert.Equal(0, train.Code);
        double[] shown = [.. train.Output.Split('\n').Where(line => line.Length > 6 && int.TryParse(line[..6], out _)).Select(line => double.Parse(line.Split('%')[0].Trim().Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture) / 100)];
        Assert.Equal(12, shown.Length);
        Assert.True(shown.Max() > shown[^1], "the last epoch is the best: choose another seed");
        using JsonDocument card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "model.json")));
        Assert.Equal(keep is "best" ? shown.Max() : shown[^1], card.RootElement.GetProperty("scores").GetProperty("val").GetDouble(), 1e-9);
    }

    [Fact]
    public void AFolderThatCannotBeWrittenToIsFoundOutBeforeTraining()
    {
        File.WriteAllText(folder.File("file"), "not a folder");
        foreach (string[] command in (string[][])[["train", "digits"], ["lab", "four-gaussians"]])
        {
            CommandRun run = CommandRun.Of([.. command, "--out", folder.File("file")]);
            run.AssertFails(1, "cannot be written to", "it is a file", "Nothing was begun", "--out");
            Assert.Empty(run.Output);
        }
    }

    [Fact]
    public void ADataSetsNameMeansTheNewestRunThatLearnedFromIt()
    {
        string home = folder.File("runs"), photos = folder.File("photos");
        Directory.CreateDirectory(photos);
        Assert.Contains($"No run in {home} was trained on digits", Assert.Throws<HebbException>(() => NamedRun.Newest("digits", home)).Message, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("train", "digits", "--epochs", "1", "--model", "mlp:8", "--no-track", "--out", Path.Combine(home, "a")).Code);
        foreach ((string name, string data, int age) in (ReadOnlySpan<(string, string, int)>)[("b", "digits", 2), ("c", "mnist", 1), ("d", photos, 0)])
        {
            Directory.CreateDirectory(Path.Combine(home, name));
            string card = Path.Combine(home, name, "model.json");
            File.WriteAllText(card, File.ReadAllText(Path.Combine(home, "a", "model.json")).Replace("\"data\": \"digits\"", $"\"data\": {JsonSerializer.Serialize(data)}", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(card, DateTime.UtcNow.AddHours(-age));
        }

        Directory.CreateDirectory(Path.Combine(home, "broken"));
        File.WriteAllText(Path.Combine(home, "broken", "model.json"), "{");
        Assert.Equal(Path.Combine(home, "a"), NamedRun.Newest("digits", home));
        File.SetLastWriteTimeUtc(Path.Combine(home, "a", "model.json"), DateTime.UtcNow.AddHours(-3));
        Assert.Equal(Path.Combine(home, "b"), NamedRun.Newest("digits", home));
        Assert.Equal(Path.Combine(home, "c"), NamedRun.Newest("MNIST", home));
        Assert.Equal(Path.Combine(home, "d"), NamedRun.Newest(Path.Combine(photos, "."), home));

        // A run is a run, whatever its folder is called.
        Assert.True(NamedRun.IsData("digits", home));
        Assert.True(NamedRun.IsData(photos, home));
        Assert.False(NamedRun.IsData(Path.Combine(home, "a"), home));
        Assert.False(NamedRun.IsData(folder.File("nothing"), home));
    }

    /// <summary>The commands of the README, as they are typed there.</summary>
    [Fact]
    public async Task TheFirstCommandsOfTheReadmeWork()
    {
        await Hebb("train", "digits", "--epochs", "3");
        Assert.Contains("of 1,297 images right", await Hebb("eval", "digits"), StringComparison.Ordinal);
        string predicted = await Hebb("predict", "digits", "0", "1", "2");
        Assert.All(["digits #0: ", "digits #1: ", "digits #2: "], part => Assert.Contains(part, predicted, StringComparison.Ordinal));
    }

    async Task<string> Hebb(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }

    static double TestAccuracy(string run)
    {
        using JsonDocument card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "model.json")));
        return card.RootElement.GetProperty("scores").GetProperty("test").GetDouble();
    }
}
