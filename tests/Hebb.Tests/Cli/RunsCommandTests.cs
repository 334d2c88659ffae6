using System.Text.RegularExpressions;
using Hebb.Cli.Display;
using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class RunsCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Database => folder.File("runs.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ListIsATableOfTheNewestFirst()
    {
        Fill();
        CommandRun run = Runs("list");
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        string[] lines = [.. run.Output.Split('\n').Where(l => l.StartsWith('│'))];
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^│ id +│ name +│ state +│ when +│ duration +│ best +│$", lines[0]);
        Assert.Matches(@"^│ [a-z][a-z2-9]{7} │ cnn +│ failed +│ just now +│ \d+\.\d s +│ validation accuracy", lines[1]);
        Assert.Matches(@"^│ [a-z][a-z2-9]{7} │ mlp +│ finished +│ just now ", lines[2]);
        Assert.DoesNotContain("cnn", Runs("list", "--name", "mlp").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mlp", Runs("list", "--tag", "deep").Output, StringComparison.Ordinal);
        Assert.Contains("no such runs", Runs("list", "--tag", "none").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ShowTellsAllAboutARun()
    {
        Fill();
        CommandRun run = Runs("show", "cnn");
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        foreach (string part in (string[])
            [
                "cnn  ", "failed", "  problem     The loss was no number.", "  command     hebb train mnist --model cnn", "  seed        7", "  tags        deep", "  epochs          3\n", "  optimizer.rate  0.01\n",
                "validation accuracy", "0.95", $"  model  {Path.Combine("nowhere", "model.safetensors")} (gone)", "  machine         ", "processors", "train loss",
            ])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);

        // The curve, in braille.
        Assert.Matches("[\u2801-\u28ff]{3}", run.Output);
    }

    [Fact]
    public void CompareMarksWhatDiffersAndWhatIsBest()
    {
        Fill();
        CommandRun run = Runs("compare", "mlp", "cnn");
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Assert.Matches(@"≠ optimizer\.rate +│ 0\.1 +│ 0\.01 ", run.Output);
        Assert.Matches(@"≠ model +│ mlp +│ – ", run.Output);
        Assert.DoesNotContain("epochs", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 settings are equal; --all shows them.", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"validation[^\n]*│ 0\.9 at 2[^\n]*│ 0\.95 at 2, last 0\.5 \*", run.Output);
        string all = Runs("compare", "mlp", "cnn", "--all").Output;
        Assert.Matches(@"  epochs +│ 3 +│ 3 ", all);
    }

    [Fact]
    public void PlotDrawsHereOrWritesAFile()
    {
        Fill();
        CommandRun here = Runs("plot", "last");
        Assert.Equal((0, string.Empty), (here.Code, here.Error));
        Assert.Matches("[\u2801-\u28ff]{3}", here.Output);
        foreach ((string file, string[] more) in ((string, string[])[])[("a.svg", []), ("b.svg", ["--metric", "train loss"]), ("c.html", [])])
        {
            CommandRun run = Runs(["plot", "mlp", "cnn", "--out", folder.File(file), .. more]);
            Assert.Equal((0, $"saved {folder.File(file)}\n"), (run.Code, run.Output));
            string text = File.ReadAllText(folder.File(file));
            Assert.Contains("train loss", text, StringComparison.Ordinal);
            Assert.Equal(more.Length == 0, text.Contains("validation accuracy", StringComparison.Ordinal));
        }

        Assert.Contains("optimizer.rate", File.ReadAllText(folder.File("c.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void ExportWritesTablesAndEventFiles()
    {
        Fill();
        CommandRun run = Runs("export", "mlp", "--csv", folder.File("x.csv"), "--tensorboard", folder.File("board"));
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Assert.StartsWith("step,train loss,validation accuracy\n1,", File.ReadAllText(folder.File("x.csv")), StringComparison.Ordinal);
        Assert.Equal(5, EventFile.Read(Assert.Single(Directory.GetFiles(folder.File("board")))).Count);
    }

    [Fact]
    public void RmForgetsOnlyWhenToldTo()
    {
        Fill();
        File.WriteAllText(folder.File("kept.txt"), "x");
        Runs("rm", "mlp").AssertFails(2, "asks before it deletes the run", "(mlp)", "--yes");
        CommandRun run = Runs("rm", "mlp", "cnn", "--files", "--yes");
        Assert.Equal(0, run.Code);
        Assert.Equal(3, run.Output.Split("deleted ").Length - 1);
        Assert.Contains(folder.File("kept.txt"), run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("kept.txt")));
        Assert.Contains("no such runs", Runs("list").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs show nope --store {0}", 1, "There is no run 'nope'", "hebb runs list")]
    [InlineData("runs show --store {0}", 2, "'hebb runs show' needs RUN")]
    [InlineData("runs compare mlp --store {0}", 2, "needs two runs")]
    [InlineData("runs compare mlp --al --store {0}", 2, "no option '--al'")]
    [InlineData("runs plot mlp --out x.png --store {0}", 2, ".svg or .html")]
    [InlineData("runs plot mlp --metric trainloss --store {0}", 1, "no run has two values of 'trainloss'", "Did you mean 'train loss'?")]
    [InlineData("runs export mlp --store {0}", 2, "needs to know what to write", "--csv FILE")]
    [InlineData("runs list --most 0", 2, "--most takes")]
    [InlineData("runs lst", 2, "Did you mean 'hebb runs list'?")]
    [InlineData("runs", 2, "'hebb runs' needs to know what: list, show, compare, plot, export, rm")]
    [InlineData("runs list --store {0}/x", 1, "cannot be used")]
    public void SaysWhatIsWrong(string line, int code, params string[] parts)
    {
        Fill();
        CommandRun run = CommandRun.Of([.. line.Split(' ').Select(word => word.Replace("{0}", Database, StringComparison.Ordinal))]);
        run.AssertFails(code, parts);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void ADamagedDatabaseIsNamed()
    {
        File.WriteAllText(Database, new string('x', 5000));
        Runs("list").AssertFails(1, Database, "damaged", "Move it away");
    }

    [Fact]
    public void ARunAtWorkIsNotDeleted()
    {
        using var run = Run.Start("busy", path: Database);
        Runs("rm", "busy", "--yes").AssertFails(1, "still at work; nothing was deleted");
    }

    [Theory]
    [InlineData(30, "just now")]
    [InlineData(60 * 5, "5 min ago")]
    [InlineData(60 * 60 * 23, "23 h ago")]
    [InlineData(60 * 60 * 24 * 3, "3 d ago")]
    public void TimesAreSaidAsPeopleDo(int seconds, string expected)
    {
        DateTimeOffset now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(expected, RunsTable.When(now.AddSeconds(-seconds), now));
        Assert.Matches(new Regex(@"^2025-12-\d\d$", RegexOptions.None, TimeSpan.FromSeconds(1)), RunsTable.When(now.AddDays(-40), now));
    }

    CommandRun Runs(params string[] args) => CommandRun.Of(["runs", .. args, "--store", Database]);

    void Fill()
    {
        using var store = RunStore.Open(Database);
        using (Run run = store.Begin("mlp", "hebb train mnist", """{"epochs": 3, "model": "mlp", "optimizer": {"rate": 0.1}}""", 7))
        {
            for (int epoch = 1; epoch <= 2; epoch++) run.LogMany(epoch, ("train loss", 1.0 / epoch), ("validation accuracy", epoch * 0.45));
            run.AddFile(folder.File("kept.txt"), "log");
            run.Finish();
        }

        using (Run run = store.Begin("cnn", "hebb train mnist --model cnn", """{"epochs": 3, "optimizer": {"rate": 0.01}}""", 7, ["deep"]))
        {
            for (int epoch = 1; epoch <= 3; epoch++) run.LogMany(epoch, ("train loss", 1.0 / epoch), ("validation accuracy", epoch == 2 ? 0.95 : 0.5));
            run.AddFile("nowhere/model.safetensors", "model");
            run.Finish(RunState.Failed, "The loss was no number.");
        }
    }
}
