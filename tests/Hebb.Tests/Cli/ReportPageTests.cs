using System.Text.RegularExpressions;
using Hebb.Cli.Display;

namespace Hebb.Tests;

/// <summary>The pages that the command line writes are called by names, not by where things lie on this machine.</summary>
public sealed partial class ReportPageTests
{
    [Theory]
    [InlineData("mnist", "mnist")]
    [InlineData("/home/somebody/data/flowers17", "flowers17")]
    [InlineData("/home/somebody/data/flowers17/", "flowers17")]
    [InlineData("/home/somebody/data/flowers17/test", "flowers17/test")]
    [InlineData("../photos/Train", "photos/Train")]
    [InlineData("photos/val/", "photos/val")]
    public void DataHasAShortName(string data, string name) => Assert.Equal(name, ShortName.OfData(data));

    [Fact]
    public void ThePresentFolderIsCalledByItsName() => Assert.Equal(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath("."))), ShortName.OfData("."));

    [Fact]
    public void FilesLoseTheFoldersThatTheyShare()
    {
        Assert.Equal(["a/1.png", "b/2.png"], ShortName.OfFiles(["/home/x/p/a/1.png", "/home/x/p/b/2.png"]));
        Assert.Equal(["1.png"], ShortName.OfFiles(["/home/x/p/a/1.png"]));
        Assert.Equal(["#1", "#2"], ShortName.OfFiles(["#1", "#2"]));
        Assert.Empty(ShortName.OfFiles([]));
    }

    [Fact]
    public void NoPageHasAPathInItsTitleOrItsTables()
    {
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("flowers"), 8, 1, "a class of a long name", "b"), run = folder.File("run");
        Assert.Equal(0, CommandRun.Of("train", images, "--epochs", "1", "--size", "16", "--batch-size", "8", "--no-track", "--out", run).Code);
        AssertNamed(Path.Combine(run, "report.html"), "flowers: cnn:small", images);
        Assert.Equal(0, CommandRun.Of("show", "results", run, images, "--out", folder.File("results.html")).Code);
        AssertNamed(folder.File("results.html"), "flowers: cnn:small", images);
        string image = Directory.GetFiles(images, "*", SearchOption.AllDirectories)[0];
        Assert.Equal(0, CommandRun.Of("explain", image, "--model", run, "--out", folder.File("why.html")).Code);
        AssertNamed(folder.File("why.html"), null, images);
    }

    static void AssertNamed(string page, string? title, string folder)
    {
        string html = File.ReadAllText(page), named = Title().Match(html).Groups["text"].Value;
        if (title is not null) Assert.Equal(title, named);
        Assert.NotEmpty(named);
        Assert.DoesNotContain('/', named);

        // The settings say where the data lay, once.
        Assert.InRange(html.Split(folder).Length - 1, 0, 1);
    }

    [GeneratedRegex("<h1>(?<text>[^<]*)</h1>", RegexOptions.None, 1000)]
    private static partial Regex Title();
}
