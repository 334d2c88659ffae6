namespace Hebb.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("help.txt", "--help")]
    [InlineData("help-read.txt", "read", "--help")]
    [InlineData("help-train.txt", "train", "--help")]
    [InlineData("help-train-reader.txt", "train-reader", "--help")]
    [InlineData("help-eval.txt", "eval", "-h")]
    [InlineData("help-predict.txt", "predict", "--help")]
    [InlineData("help-resume.txt", "resume", "--help")]
    [InlineData("help-lr-find.txt", "lr-find", "--help")]
    [InlineData("help-explain.txt", "explain", "--help")]
    [InlineData("help-sweep.txt", "sweep", "--help")]
    [InlineData("help-summary.txt", "summary", "--help")]
    [InlineData("summary.txt", "summary", "--model", "cnn:small", "--input", "1,28,28")]
    [InlineData("help-schema.txt", "schema", "--help")]
    [InlineData("help-lab.txt", "lab", "--help")]
    [InlineData("help-data.txt", "data", "--help")]
    [InlineData("help-data-list.txt", "data", "list", "--help")]
    [InlineData("help-data-fetch.txt", "data", "fetch", "--help")]
    [InlineData("help-data-path.txt", "data", "path", "--help")]
    [InlineData("help-data-show.txt", "data", "show", "--help")]
    [InlineData("help-inspect.txt", "inspect", "--help")]
    [InlineData("help-runs.txt", "runs", "--help")]
    [InlineData("help-runs-list.txt", "runs", "list", "--help")]
    [InlineData("help-runs-show.txt", "runs", "show", "--help")]
    [InlineData("help-runs-compare.txt", "runs", "compare", "--help")]
    [InlineData("help-runs-plot.txt", "runs", "plot", "--help")]
    [InlineData("help-runs-export.txt", "runs", "export", "--help")]
    [InlineData("help-runs-rm.txt", "runs", "rm", "--help")]
    [InlineData("help-show-results.txt", "show", "results", "--help")]
    [InlineData("help-show-transform.txt", "show", "transform", "--help")]
    [InlineData("show-transform-list.txt", "show", "transform", "--list")]
    [InlineData("lab-list.txt", "lab", "--list")]
    [InlineData("lab-tensor-basics.txt", "lab", "tensor-basics")]
    public void PrintsThePage(string snapshot, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.Equal(0, run.Code);
        Assert.Empty(run.Error);
        Snapshot.Match(run.Output, $"Cli/{snapshot}");
    }

    [Fact]
    public void NothingAskedShowsTheFirstPage() => Assert.Equal(CommandRun.Of("--help").Output, CommandRun.Of().Output);

    [Fact]
    public void HelpAsAWordIsUnderstood() => Assert.Equal(CommandRun.Of("runs", "show", "--help").Output, CommandRun.Of("help", "runs", "show").Output);

    [Fact]
    public void NoLineOfAPageIsWiderThanEightyColumns()
    {
        foreach (string command in (string[])["read", "train", "train-reader", "eval", "predict", "resume", "explain", "sweep", "lr-find", "summary"])
            Assert.All(CommandRun.Of(command, "--help").Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void VersionIsALine()
    {
        CommandRun run = CommandRun.Of("--version");
        Assert.Equal(0, run.Code);
        Assert.Matches(@"^hebb \d+\.\d+\.\d+\S*\n$", run.Output);
    }
}
