using System.Text.Json;
using Spectre.Console;

namespace Hebb.Tests;

public sealed class TrainFolderTests
{
    static readonly string[] Quick = ["--size", "16", "--epochs", "4", "--batch-size", "8", "--threads", "1", "--no-track"];

    [Fact]
    public void AFolderOfClassFoldersIsLearnedEvaluatedPredictedAndExplained()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 16, 1, "blue", "green", "red"), run = folder.File("run");
        CommandRun train = CommandRun.Of(["train", images, "--out", run, .. Quick]);
        Assert.Equal((0, string.Empty), (train.Code, train.Error));
        Assert.All(["config.json", "model.json", "model.safetensors", "report.html"], name => Assert.True(File.Exists(Path.Combine(run, name)), name));
        using (JsonDocument card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "model.json"))))
        {
            Assert.Equal(["blue", "green", "red"], card.RootElement.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!));
            Assert.InRange(card.RootElement.GetProperty("scores").GetProperty("val").GetDouble(), 0.9, 1);
        }

        string other = TestImageFolder.Write(folder.File("other"), 4, 2, "blue", "green", "red");
        CommandRun eval = CommandRun.Of("eval", run, other);
        Assert.Equal(0, eval.Code);
        Assert.Contains("of 12 images right", eval.Output, StringComparison.Ordinal);
        Assert.Contains("of 9 images right", CommandRun.Of("eval", run).Output, StringComparison.Ordinal);

        CommandRun predict = CommandRun.Of("predict", "--model", run, "--top", "1", Path.Combine(other, "green", "0.png"), Path.Combine(other, "nothing.png"));
        Assert.Equal(1, predict.Code);
        Assert.Contains("0.png: ", predict.Output, StringComparison.Ordinal);
        Assert.Contains("There is no image", predict.Error, StringComparison.Ordinal);

        string results = folder.File("results.html");
        CommandRun show = CommandRun.Of("show", "results", run, other, "--most", "10", "--out", results);
        Assert.Equal((0, string.Empty), (show.Code, show.Error));
        Assert.Contains("with 10 images, the worst first", show.Output, StringComparison.Ordinal);
        string shown = File.ReadAllText(results);
        Assert.Contains("The worst first", shown, StringComparison.Ordinal);
        Assert.Equal(10, shown.Split(".png</td>").Length - 1);
        CommandRun.Of("show", "results", folder.File("p")).AssertFails(1, "holds no saved network");
        CommandRun.Of("show", "results", run, TestImageFolder.Write(folder.File("foreign"), 1, 1, "blue", "pink")).AssertFails(1, "has the class 'pink', which the network does not know");

        string page = folder.File("why.html");
        Assert.Equal(0, CommandRun.Of("explain", Path.Combine(other, "red", "1.png"), "--model", run, "--class", "red", "--out", page).Code);
        Assert.Contains("Why red?", File.ReadAllText(page), StringComparison.Ordinal);
        CommandRun.Of("explain", Path.Combine(other, "red", "1.png"), "--model", run, "--class", "rad").AssertFails(2, "no class 'rad'", "Did you mean red?");
    }

    [Fact]
    public void AnotherRunStartsFromTheConfigurationAndGivesTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 8, 1, "a", "b");
        Assert.Equal(0, CommandRun.Of(["train", images, "--out", folder.File("one"), "--seed", "5", "--augment", "crop+flip+color", .. Quick]).Code);
        Assert.Equal(0, CommandRun.Of("train", "--config", folder.File("one"), "--out", folder.File("two"), "--no-track").Code);
        Assert.Equal(File.ReadAllBytes(folder.File("one/model.safetensors")), File.ReadAllBytes(folder.File("two/model.safetensors")));
        Assert.Equal(File.ReadAllText(folder.File("one/config.json")), File.ReadAllText(folder.File("two/config.json")));
    }

    [Fact]
    public void ARunThatWasStoppedGoesOnToTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 8, 1, "a", "b");
        Assert.Equal(0, CommandRun.Of(["train", images, "--out", folder.File("whole"), .. Quick]).Code);
        using var stop = new CancellationTokenSource();
        using var output = new StopsAtEpoch(2, stop);
        using var error = new StringWriter();
        Assert.Equal(130, Hebb.Cli.CommandLine.Run(["train", images, "--out", folder.File("cut"), .. Quick], Hebb.Cli.Terminal.To(output, error, stop: stop.Token)));
        Assert.Contains("hebb resume", output.ToString(), StringComparison.Ordinal);
        CommandRun.Of("eval", folder.File("cut")).AssertFails(1, "has not ended", "hebb resume");
        using var again = new StringWriter();
        IAnsiConsole live = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(again), Interactive = InteractionSupport.Yes });
        live.Profile.Width = 100;
        live.Profile.Height = 40;
        Assert.Equal(0, Hebb.Cli.CommandLine.Run(["resume", folder.File("cut"), "--no-track"], new Hebb.Cli.Terminal(live, live, isLive: true, CancellationToken.None)));

        // The live display goes on where the curve and the table ended; nobody knows any more how fast that was.
        Assert.Matches(@" 1 [^\n]*%[^\n]* –", again.ToString());
        Assert.Matches(@" 4 [^\n]*%", again.ToString());
        Assert.Equal(File.ReadAllBytes(folder.File("whole/model.safetensors")), File.ReadAllBytes(folder.File("cut/model.safetensors")));
        CommandRun.Of("resume", folder.File("cut")).AssertFails(1, "has ended");
    }

    [Fact]
    public void TwoRunsDoNotGoIntoOneFolder()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b");
        Assert.Equal(0, CommandRun.Of(["train", images, "--out", folder.File("run"), .. Quick]).Code);
        byte[] before = File.ReadAllBytes(folder.File("run/model.safetensors"));
        CommandRun.Of(["train", images, "--seed", "9", "--out", folder.File("run"), .. Quick]).AssertFails(1, "holds a run already", "hebb resume");
        Assert.Equal(before, File.ReadAllBytes(folder.File("run/model.safetensors")));
    }

    [Fact]
    public void UnreadableImagesAreNamedAndRefusedOrSkipped()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 6, 1, "a", "b");
        File.WriteAllText(Path.Combine(images, "b", "broken.png"), "no image");
        CommandRun.Of(["train", images, "--out", folder.File("run"), .. Quick]).AssertFails(1, "One image", "broken.png", "--on-unreadable skip");
        Assert.False(Directory.Exists(folder.File("run")));
        CommandRun skipped = CommandRun.Of(["train", images, "--out", folder.File("run"), "--on-unreadable", "skip", .. Quick]);
        Assert.Equal(0, skipped.Code);
        Assert.Contains("warning: One image", skipped.Error, StringComparison.Ordinal);
        Assert.Contains("broken.png", skipped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DataThatTeachesNothingIsRefusedBeforeAnythingIsWritten()
    {
        using var folder = new TemporaryFolder();
        string one = TestImageFolder.Write(folder.File("one"), 4, 1, "only"), half = TestImageFolder.Write(folder.File("half"), 4, 1, "a"), two = TestImageFolder.Write(folder.File("two"), 4, 1, "a", "b");
        Directory.CreateDirectory(Path.Combine(half, "b"));
        string run = folder.File("run"), other = TestImageFolder.Write(folder.File("other"), 2, 2, "a", "c");
        Directory.CreateDirectory(folder.File("empty/a"));
        CommandRun.Of("train", one, "--out", run).AssertFails(1, "only one class, 'only'");
        CommandRun.Of("train", half, "--out", run).AssertFails(1, $"'{Path.Combine(half, "b")}' holds no image", "--on-empty skip");
        CommandRun.Of("train", folder.File("empty"), "--out", run).AssertFails(1, "hold no images");
        CommandRun.Of("train", two, "--val", other, "--out", run).AssertFails(1, "has the class 'c'");
        CommandRun.Of("train", two, "--data", one, "--out", run).AssertFails(2, "--data says where");
        Assert.False(Directory.Exists(run));
    }

    [Fact]
    public void ALossThatIsNoNumberLeavesNoHalfWrittenRun()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 24, 1, "a", "b");
        CommandRun run = CommandRun.Of(["train", images, "--out", folder.File("run"), "--model", "mlp:16", "--optimizer", "sgd", "--schedule", "constant", "--learning-rate", "1e37", .. Quick]);
        Assert.Equal(1, run.Code);
        Assert.Contains("NaN or an infinity", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    [Fact]
    public void WeightsOfAnotherArchitectureAreRefused()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b"), run = folder.File("run");
        Assert.Equal(0, CommandRun.Of(["train", images, "--out", run, "--model", "mlp:8", .. Quick]).Code);
        string card = Path.Combine(run, "model.json"), text = File.ReadAllText(card);
        File.WriteAllText(card, text.Replace("mlp:8", "mlp:9", StringComparison.Ordinal));
        CommandRun other = CommandRun.Of("eval", run, images);
        Assert.Equal(1, other.Code);
        Assert.Contains("holds another network than", other.Error, StringComparison.Ordinal);
        File.WriteAllText(card, text.Replace("\"weightsSha256\": \"", "\"weightsSha256\": \"00", StringComparison.Ordinal));
        CommandRun.Of("eval", run, images).AssertFails(1, "does not belong to");
        CommandRun.Of("eval", folder.File("p")).AssertFails(1, "holds no saved network");
    }

    /// <summary>Cancels when the line of an epoch is written.</summary>
    sealed class StopsAtEpoch(int epoch, CancellationTokenSource stop) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (ToString().Contains($"\n     {epoch} ", StringComparison.Ordinal)) stop.Cancel();
        }
    }
}
