namespace Hebb.Tests;

/// <summary>Where commands write to, and what they say when they cannot.</summary>
public sealed class OutputPlaceTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AMissingFolderForAFileIsMade()
    {
        Assert.Equal(0, CommandRun.Of("data", "show", "digits", "--out", folder.File("a/b/x.png")).Code);
        Assert.True(File.Exists(folder.File("a/b/x.png")));
        Assert.Equal(0, CommandRun.Of("show", "transform", "resize", "--out", folder.File("c/x.png")).Code);
        Assert.True(File.Exists(folder.File("c/x.png")));
    }

    [Theory]
    [InlineData("data", "show", "digits")]
    [InlineData("show", "results", "nosuch")]
    [InlineData("explain", "x.png", "--model", "nosuch")]
    public void AFolderThatCannotBeIsSaidBeforeAnyWork(params string[] words)
    {
        File.WriteAllText(folder.File("file"), "x");
        string target = folder.File("file/x.png");
        CommandRun run = CommandRun.Of([.. words, "--out", target]);
        run.AssertFails(1, $"The folder '{folder.File("file")}' cannot be written to: it is a file. Nothing was begun.", "--out");
        Assert.DoesNotContain(".tmp", run.Error, StringComparison.Ordinal);
        CommandRun.Of([.. words, "--out", folder.Path]).AssertFails(1, "is a folder; --out names a file");
    }

    [Fact]
    public void HintsAreQuotedSoThatTheyCanBePasted()
    {
        SpecialFiles.RequireUnix();
        string images = TestImageFolder.Write(folder.File("my photos"), 4, 1, "a", "b"), run = folder.File("it's $5");
        CommandRun train = CommandRun.Of("train", images, "--size", "16", "--epochs", "1", "--threads", "1", "--no-track", "--out", run);
        string quoted = $"'{run.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        Assert.Contains($"hebb eval {quoted}", train.Output.Replace("\n", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        CommandRun.Of("resume", run).AssertFails(1, $"hebb train --config {quoted} starts another one");
        CommandRun.Of("train", images, "--size", "16", "--out", run).AssertFails(1, $"hebb resume {quoted}");
        CommandRun.Of("inspect", images).AssertFails(1, $"hebb data show '{images}'");
        CommandRun.Of("predict", "--model", run).AssertFails(2, "hebb predict --help");
        CommandRun.Of("explain", "my cat.png").AssertFails(2, "hebb explain 'my cat.png' --model");
    }

    [Theory]
    [InlineData(0, "hebb 0.", "version")]
    [InlineData(0, "Usage", "help")]
    [InlineData(0, "hebb train", "help", "train")]
    public void VersionAndHelpAreCommandsToo(int code, string part, params string[] words)
    {
        CommandRun run = CommandRun.Of(words);
        Assert.Equal((code, string.Empty), (run.Code, run.Error));
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void HelpForWhatIsNoCommandSaysSo()
    {
        CommandRun.Of("help", "tarin").AssertFails(2, "There is no command 'tarin'", "hebb train");
        Assert.Equal(CommandRun.Of("--version").Output, CommandRun.Of("version").Output);
        CommandRun.Of("runs", "show", string.Empty).AssertFails(2, "no empty name");
        CommandRun.Of("summary", "--model", "mlp:16384", "--input", "4096,4096,4096").AssertFails(2, "more values than one tensor holds");
    }
}
