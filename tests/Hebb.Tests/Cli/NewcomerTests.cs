namespace Hebb.Tests;

/// <summary>What someone meets who types what the program prints.</summary>
public sealed class NewcomerTests : IDisposable
{
    static readonly string[] Quick = ["--size", "16", "--epochs", "1", "--batch-size", "8", "--threads", "1"];

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryCommandBelowATrainingWorksAsItIsPrinted()
    {
        string images = TestImageFolder.Write(folder.File("p"), 8, 1, "a", "b"), run = folder.File("run");
        CommandRun train = CommandRun.Of(["train", images, "--out", run, "--no-track", .. Quick]);
        string[] printed = [.. train.Output.Split('\n').Where(line => line.Contains(" hebb ", StringComparison.Ordinal)).Select(line => line[line.IndexOf("hebb ", StringComparison.Ordinal)..])];
        Assert.Equal(2, printed.Length);
        foreach (string line in printed)
        {
            CommandRun again = CommandRun.Of(line.Split(' ')[1..]);
            Assert.Equal((0, string.Empty), (again.Code, again.Error));
        }

        CommandRun find = CommandRun.Of("lr-find", images, "--size", "16", "--steps", "12", "--threads", "1");
        Assert.DoesNotContain("…", find.Output, StringComparison.Ordinal);
        CommandRun.Of("predict", "--model", run, images).AssertFails(1, $"hebb predict --model {run} {images}{Path.DirectorySeparatorChar}*");
        CommandRun.Of("show", "results", run, "--out", images).AssertFails(1, "Name a file in it.");
        CommandRun.Of("runs", "plot", "last", "--out", "x.pdf").AssertFails(2, "--out x.html");
    }

    [Fact]
    public void ANameWithALineBreakStaysInItsLineInChartsAndPages()
    {
        SpecialFiles.RequireUnix();
        string images = TestImageFolder.Write(folder.File("my\nphotos"), 8, 1, "a\nb", "日本語日本語"), run = folder.File("run"), page = folder.File("why.html");
        CommandRun find = CommandRun.Of("lr-find", images, "--size", "16", "--steps", "12", "--threads", "1");
        Assert.Contains("my\\nphotos: ", find.Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["train", images, "--out", run, "--no-track", .. Quick]).Code);
        Assert.Equal(0, CommandRun.Of("explain", Path.Combine(images, "a\nb", "0.png"), "--model", run, "--out", page).Code);
        Assert.Contains("a\\nb", File.ReadAllText(page), StringComparison.Ordinal);

        // The file's name keeps its line break; it does not become a folder.
        Assert.Equal(0, CommandRun.Of("show", "results", run, images, "--out", page).Code);
        Assert.DoesNotContain("a/nb/", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains("a\\nb/", File.ReadAllText(page), StringComparison.Ordinal);

        // Rows of the matrix end below one another, whatever their names are written in.
        string[] lines = CommandRun.Of("eval", run, images).Output.Split('\n');
        int heading = Array.FindIndex(lines, line => line.Contains("Truth down", StringComparison.Ordinal));
        Assert.Single(lines[(heading + 2)..(heading + 5)].Select(TextWidth.Of).Distinct());
    }

    [Fact]
    public void OptionsBehindTwoDashesAreSaidToBeNames() => CommandRun.Of("train", "f", "--epochs", "--", "--no-track").AssertFails(2, "behind '--'");

    [Fact]
    public void StepsThatAreTooLongAreSaidToBeTooLong()
    {
        string images = TestImageFolder.Write(folder.File("p"), 8, 1, "a", "b"), run = folder.File("run");
        CommandRun train = CommandRun.Of(["train", images, "--out", run, "--no-track", .. Quick, "--learning-rate", "1e300"]);
        Assert.Equal(1, train.Code);
        Assert.Contains("try --learning-rate 0.003", train.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Autograd", train.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerThatRefusesItsNumbersNamesTheFile()
    {
        string layers = folder.File("net.json");
        File.WriteAllText(layers, """{ "layers": [ { "layer": "Flatten" }, { "layer": "Dropout", "p": 7 }, { "layer": "Linear" } ] }""");
        CommandRun.Of("summary", "--model", layers).AssertFails(1, "net.json: layer 2, Dropout: ");
    }

    [Fact]
    public void ALinkThatLeadsUpIsToldAsItIsWritten()
    {
        SpecialFiles.RequireUnix();
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b");
        Directory.CreateSymbolicLink(Path.Combine(images, "a", "up"), "..");
        Assert.Contains("it is a link to '..', which leads back up", CommandRun.Of("data", "show", images, "--out", folder.File("s.png")).Error, StringComparison.Ordinal);
    }
}
