using Hebb.Cli.Learning;

namespace Hebb.Tests;

/// <summary>What the commands make of the folders that they are given.</summary>
public sealed class FolderChoiceTests : IDisposable
{
    static readonly string[] Quick = ["--size", "16", "--epochs", "1", "--batch-size", "8", "--threads", "1", "--no-track"];
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TrainingTwiceInTheFolderOfTheImagesMakesNoClassOfTheRuns()
    {
        string photos = TestImageFolder.Write(folder.File("photos"), 4, 1, "a", "b");
        (int code, string output) = InFolder(photos, "train", ".");
        Assert.Equal(0, code);
        Assert.Contains(Path.Combine("hebb-runs", "photos-1"), output, StringComparison.Ordinal);
        (code, output) = InFolder(photos, "train", ".");
        Assert.Equal(0, code);
        Assert.Contains("2 classes", output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("hebb-runs", "photos-2"), output, StringComparison.Ordinal);
        Assert.Contains("of 8 images right", CommandRun.Of("eval", Path.Combine(photos, "hebb-runs", "photos-1"), photos).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photos", "photos")]
    [InlineData("photos/", "photos")]
    [InlineData("photos/.", "photos")]
    [InlineData("photos/train", "photos")]
    [InlineData("photos/Train/", "photos")]
    [InlineData("photos/x/..", "photos")]
    [InlineData("mnist", "mnist")]
    [InlineData("/", "run")]
    [InlineData("a\nb", "a_b")]
    public void ARunIsCalledAfterTheFolderThatIsMeant(string data, string name) => Assert.Equal(name, RunDirectory.NameOf(data));

    [Fact]
    public void ALongNameIsCut() => Assert.InRange(RunDirectory.NameOf(new string('x', 250)).Length, 1, 64);

    [Fact]
    public void AnEmptyClassFolderIsRefusedByNameOrLeftOutWithAWarning()
    {
        string photos = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b"), empty = Path.Combine(photos, "c"), run = folder.File("run");
        Directory.CreateDirectory(empty);
        CommandRun.Of(["train", photos, "--out", run, .. Quick]).AssertFails(1, $"'{empty}' holds no image", "--on-empty skip");
        CommandRun.Of("lr-find", photos, "--size", "16").AssertFails(1, $"'{empty}'");
        CommandRun.Of("data", "show", photos, "--out", folder.File("x.png")).AssertFails(1, $"'{empty}'");
        Assert.False(Directory.Exists(run));
        CommandRun train = CommandRun.Of(["train", photos, "--out", run, "--on-empty", "skip", .. Quick]);
        Assert.Equal(0, train.Code);
        Assert.Contains($"warning: 1 file or folder of {photos} is left out: '{empty}'", train.Error, StringComparison.Ordinal);
        Assert.Contains("2 classes", train.Output, StringComparison.Ordinal);
        CommandRun.Of("eval", run, photos).AssertFails(1, $"'{empty}'");
        Assert.Contains("of 8 images right", CommandRun.Of("eval", run, photos, "--on-empty", "skip").Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("show", "results", run, photos, "--on-empty", "skip", "--out", folder.File("r.html")).Code);
        Assert.Equal(0, CommandRun.Of("data", "show", photos, "--on-empty", "skip", "--out", folder.File("x.png")).Code);
        Assert.Contains("\"onEmpty\": \"skip\"", File.ReadAllText(Path.Combine(run, "config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void AClassOfWhichNothingCanBeReadIsNamed()
    {
        string photos = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b");
        Directory.CreateDirectory(Path.Combine(photos, "c"));
        File.WriteAllText(Path.Combine(photos, "c", "broken.png"), "no image");
        CommandRun run = CommandRun.Of(["train", photos, "--on-unreadable", "skip", "--out", folder.File("run"), .. Quick]);
        Assert.Equal(1, run.Code);
        Assert.Contains("no image that can be read of the class 'c'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AValidationFolderMayLackAClassIfEmptyOnesAreSkipped()
    {
        string train = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b", "c"), val = TestImageFolder.Write(folder.File("v"), 2, 2, "a", "c");
        Directory.CreateDirectory(Path.Combine(val, "b"));
        CommandRun.Of(["train", train, "--val", val, "--out", folder.File("run"), .. Quick]).AssertFails(1, $"'{Path.Combine(val, "b")}'");
        Assert.Equal(0, CommandRun.Of(["train", train, "--val", val, "--out", folder.File("run"), "--on-empty", "skip", .. Quick]).Code);
    }

    [Fact]
    public void AValidationImageIsNotTrainedOn()
    {
        SpecialFiles.RequireUnix();
        string photos = folder.File("p");
        TestImageFolder.Write(Path.Combine(photos, "train"), 4, 1, "a", "b");
        TestImageFolder.Write(Path.Combine(photos, "val"), 2, 2, "a", "b");
        Directory.CreateSymbolicLink(Path.Combine(photos, "train", "a", "more"), "../../val/a");
        CommandRun run = CommandRun.Of(["train", photos, "--out", folder.File("run"), .. Quick]);
        Assert.Equal(0, run.Code);
        Assert.Contains("8 training images, 4 validation images", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 images of", run.Error, StringComparison.Ordinal);
        Assert.Contains("left out of the training images", run.Error, StringComparison.Ordinal);
        CommandRun same = CommandRun.Of(["train", Path.Combine(photos, "val"), "--val", Path.Combine(photos, "val"), "--out", folder.File("same"), .. Quick]);
        Assert.Equal(0, same.Code);
        Assert.Contains("says nothing about other images", same.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkBackUpAddsNoImages()
    {
        SpecialFiles.RequireUnix();
        string photos = TestImageFolder.Write(folder.File("p"), 6, 1, "a", "b");
        Directory.CreateSymbolicLink(Path.Combine(photos, "a", "up"), "../..");
        CommandRun run = CommandRun.Of(["train", photos, "--out", folder.File("run"), .. Quick]);
        Assert.Equal(0, run.Code);
        Assert.Contains("10 training images, 2 validation images", run.Output, StringComparison.Ordinal);
        Assert.Contains("leads back up", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ADividedFolderIsKnownInAnyCaseAndEvaluatedOnItsTestPart()
    {
        string photos = folder.File("p");
        TestImageFolder.Write(Path.Combine(photos, "Train"), 4, 1, "a", "b");
        TestImageFolder.Write(Path.Combine(photos, "Test"), 3, 2, "a", "b");
        CommandRun run = CommandRun.Of(["train", photos, "--out", folder.File("run"), .. Quick]);
        Assert.Contains("6 for the test", run.Output, StringComparison.Ordinal);
        Assert.Contains("of 6 images right", CommandRun.Of("eval", folder.File("run"), photos).Output, StringComparison.Ordinal);
    }

    // In a process of its own: the present folder belongs to all tests of this one.
    static (int Code, string Output) InFolder(string place, params string[] words)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet") { WorkingDirectory = place, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in (string[])[Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll"), .. words, .. Quick]) start.ArgumentList.Add(word);
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
