using System.Text.Json;
using Hebb.Cli;
using Hebb.Cli.Model;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class DigitsCommandsTests
{
    [Fact]
    public void TrainsJudgesAndPredicts()
    {
        using var folder = new TemporaryFolder();
        string models = folder.File("new/models");
        CommandRun train = CommandRun.Of("train", "digits", "--epochs", "20", "--hidden", "32", "--seed", "3", "--out", models);
        Assert.Equal((0, string.Empty), (train.Code, train.Error));
        Assert.Equal(["digits.json", "digits.safetensors"], Directory.GetFiles(models).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        using JsonDocument card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(models, "digits.json")));
        Assert.Equal(3, card.RootElement.GetProperty("training").GetProperty("seed").GetInt32());
        Assert.Equal(32, card.RootElement.GetProperty("architecture").GetProperty("hidden")[0].GetInt32());
        double accuracy = card.RootElement.GetProperty("accuracy").GetProperty("test").GetDouble();
        Assert.InRange(accuracy, 0.85, 1);
        Assert.Equal(["1.bias", "1.weight", "3.bias", "3.weight"], Safetensors.Load(Path.Combine(models, "digits.safetensors")).Keys.Order(StringComparer.Ordinal));

        using (RunStore store = RunStore.Open())
        {
            RunRecord recorded = store.List(1000, "digits").Single(run => run.Command.Contains(models, StringComparison.Ordinal));
            Assert.Equal(RunState.Finished, recorded.State);
            Assert.Equal(accuracy, Assert.Single(store.Metric(recorded.Id, "test_accuracy")).Value);
            Assert.Equal(20, store.Metric(recorded.Id, "val_accuracy").Count);
        }

        CommandRun eval = CommandRun.Of("eval", "digits", "--model", models);
        Assert.Equal(0, eval.Code);
        Assert.Contains($"{(int)Math.Round(accuracy * 1297):N0} of 1,297 test digits right", eval.Output, StringComparison.Ordinal);
        Assert.Contains("Truth down, answer across", eval.Output, StringComparison.Ordinal);

        CommandRun predict = CommandRun.Of("predict", "digits", "0", "1296", "--model", Path.Combine(models, "digits.safetensors"));
        Assert.Equal(0, predict.Code);
        Assert.Contains("test digit 0: read as ", predict.Output, StringComparison.Ordinal);
        Assert.Contains("test digit 1296: read as ", predict.Output, StringComparison.Ordinal);
        Assert.Contains("▓", predict.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void TheDefaultsReach96PercentOfTheTestDigits(int seed)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CommandRun.Of("train", "digits", "--seed", $"{seed}", "--out", folder.Path).Code);
        using JsonDocument card = JsonDocument.Parse(File.ReadAllBytes(folder.File("digits.json")));
        Assert.InRange(card.RootElement.GetProperty("accuracy").GetProperty("test").GetDouble(), 0.96, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void AConvolutionalNetworkReaches983PercentOfTheTestDigits(int seed)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CommandRun.Of("train", "digits", "--model", "cnn", "--seed", $"{seed}", "--out", folder.Path).Code);
        using JsonDocument card = JsonDocument.Parse(File.ReadAllBytes(folder.File("digits.json")));
        Assert.Equal("cnn", card.RootElement.GetProperty("architecture").GetProperty("kind").GetString());
        double accuracy = card.RootElement.GetProperty("accuracy").GetProperty("test").GetDouble();
        Assert.InRange(accuracy, 0.983, 1);

        // Read back, running statistics and all, it answers as it did after training.
        CommandRun eval = CommandRun.Of("eval", "digits", "--model", folder.Path);
        Assert.Contains($"{(int)Math.Round(accuracy * 1297):N0} of 1,297 test digits right", eval.Output, StringComparison.Ordinal);
        Assert.Contains("test digit 7: read as ", CommandRun.Of("predict", "digits", "7", "--model", folder.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["a", "b"])
            Assert.Equal(0, CommandRun.Of("train", "digits", "--epochs", "3", "--seed", "5", "--threads", "1", "--out", folder.File(name)).Code);
        Assert.Equal(File.ReadAllBytes(folder.File("a/digits.safetensors")), File.ReadAllBytes(folder.File("b/digits.safetensors")));
    }

    [Fact]
    public void CtrlCFinishesTheBatchAndSavesAWholeModel()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var display = new StopsAfterEpoch(2, stop);
        var settings = new TrainingSettings { Epochs = 50, Hidden = [16] };
        var generator = new Generator(0);
        Module model = DigitModel.Build(settings.Kind, settings.Hidden, generator);
        TrainingOutcome outcome = new DigitTrainer(settings, model, generator).Run(display, stop.Token);
        Assert.Equal((2, true), (outcome.Epochs, outcome.IsStopped));
    }

    [Fact]
    public void CtrlCWhileTheCommandRunsSaysSoAndExitsWith130()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var output = new CancellingWriter("\n", 4, stop);
        using var error = new StringWriter();
        int code = CommandLine.Run(["train", "digits", "--epochs", "100000", "--hidden", "16", "--out", folder.Path], Terminal.To(output, error, stop: stop.Token));
        Assert.Equal(130, code);
        Assert.Contains("Stopped by Ctrl-C in epoch", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("eval", "digits", "--model", folder.Path).Code);
    }

    [Fact]
    public void CtrlCBeforeTheFirstBatchSavesNothing()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of(new CancellationToken(canceled: true), "train", "digits", "--out", folder.Path).AssertFails(130, "Stopped by Ctrl-C");
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void AFolderThatCannotBeWrittenToIsFoundOutBeforeTraining()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "not a folder");
        foreach (string[] command in (string[][])[["train", "digits"], ["lab", "four-gaussians"]])
        {
            CommandRun run = CommandRun.Of([.. command, "--out", folder.File("file")]);
            run.AssertFails(1, "cannot be written to", "it is a file", "Nothing was begun", "--out");
            Assert.Empty(run.Output);
        }
    }

    [Fact]
    public void ALossThatIsNoNumberStopsTheTrainingAndSavesNothing()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("train", "digits", "--epochs", "3", "--learning-rate", "1e30", "--out", folder.Path)
            .AssertFails(1, "The loss became NaN in epoch 1, batch", "1E+30", "nothing is saved", "try --learning-rate 0.01");
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    /// <summary>Cancels when an epoch has ended.</summary>
    sealed class StopsAfterEpoch(int last, CancellationTokenSource stop) : ITrainingDisplay
    {
        public TrainingOutcome Show(TrainingSettings settings, int parameters, Func<TrainingOutcome> training) => training();

        public void Ended(EpochReport epoch)
        {
            if (epoch.Epoch == last) stop.Cancel();
        }
    }

    /// <summary>Cancels when so many lines are written.</summary>
    sealed class CancellingWriter(string mark, int times, CancellationTokenSource stop) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (ToString().Split(mark).Length > times) stop.Cancel();
        }
    }
}
