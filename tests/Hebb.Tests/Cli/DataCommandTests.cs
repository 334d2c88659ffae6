using System.Security.Cryptography;
using Hebb.Cli;
using Hebb.Cli.Display;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class DataCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ListNamesEverySet()
    {
        CommandRun run = CommandRun.Of("data", "list");
        Assert.Equal(0, run.Code);
        foreach (string name in (string[])["digits", "mnist", "fashion-mnist", "emnist", "cifar10", "cifar100", "flowers17", "nist36, chars36", "scenes8", "patches"]) Assert.Contains(name, run.Output, StringComparison.Ordinal);

        var screen = new Screen(80, 24);
        Assert.Equal(0, Hebb.Cli.CommandLine.Run(["data", "list"], screen.Terminal));
        Assert.All(screen.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void ShowWritesAImageAndSaysWhatItsRowsAre()
    {
        string path = folder.File("digits.png");
        CommandRun run = CommandRun.Of("data", "show", "digits", "--part", "test", "--per-row", "4", "--out", path);
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Assert.Contains("digits: 1,297 images in 10 classes", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 0 (127)", run.Output, StringComparison.Ordinal);
        Assert.Contains($"saved {path}", run.Output, StringComparison.Ordinal);
        byte[] head = File.ReadAllBytes(path)[..24];
        Assert.Equal((4 * 51) + 3, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)));
        Assert.Equal((10 * 51) + 3, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20)));
    }

    [Fact]
    public void PathPrintsOneLine()
    {
        foreach (string name in (string[])["train.bin", "test.bin"]) File.WriteAllBytes(folder.File(name), []);
        CommandRun run = CommandRun.Of("data", "path", "CIFAR-100", "--data", folder.Path);
        Assert.Equal((0, folder.Path + "\n"), (run.Code, run.Output));
    }

    [Theory]
    [InlineData("data path mnist --data {0}", 1, "The data set mnist is not here", "hebb data fetch mnist", "{0}")]
    [InlineData("data show cifar10 --data {0}", 1, "data_batch_5.bin wanted", "170 MB", "www.cs.toronto.edu")]
    [InlineData("data fetch scenes8 --data {0}", 1, "no public download")]
    [InlineData("data fetch digits", 1, "part of the program")]
    [InlineData("data path digits", 1, "part of the program")]
    [InlineData("data show digits --data {0}", 2, "--data plays no part")]
    [InlineData("data show mnist --part extra --data {0}", 2, "mnist has no part 'extra'", "train, test")]
    [InlineData("data show mnst", 2, "no data set 'mnst'", "Did you mean 'hebb data show mnist'?")]
    [InlineData("data fetch xyzzy", 2, "no data set 'xyzzy'", "hebb data list")]
    [InlineData("data path --dta", 2, "no option '--dta'", "Did you mean --data?")]
    [InlineData("data show", 2, "'hebb data show' needs NAME")]
    [InlineData("data", 2, "'hebb data' needs to know what: list, fetch, path, show")]
    [InlineData("inspect {0}", 1, "is a folder")]
    [InlineData("inspect {0}/nope", 1, "There is no file")]
    [InlineData("inspect", 2, "'hebb inspect' needs FILE")]
    [InlineData("inspect --value", 2, "Did you mean --values?")]
    public void SaysWhatIsWrong(string line, int code, params string[] parts)
    {
        CommandRun run = CommandRun.Of([.. line.Split(' ').Select(word => word.Replace("{0}", folder.Path, StringComparison.Ordinal))]);
        run.AssertFails(code, [.. parts.Select(part => part.Replace("{0}", folder.Path, StringComparison.Ordinal))]);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void FetchSaysWhatItLoadsFromWhereAndHowFarItIs()
    {
        byte[] content = new byte[250_000];
        using var server = MisbehavingServer.WithFile(content);
        var entry = new DatasetEntry
        {
            Name = "made-up",
            Title = "a made-up set",
            Source = "here",
            Licence = "none",
            Citation = "nobody",
            Layouts = [["a.bin", "b.bin"]],
            Open = (_, _) => Digits.Train,
            Files =
            [
                new("a.bin", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), [server.Address("a.bin")]),
                new("b.bin", null, null, [server.Address("b.bin")]),
            ],
        };
        using StringWriter output = new() { NewLine = "\n" };
        FetchDisplay.Run(Terminal.To(output, TextWriter.Null), entry, folder.Path);
        foreach (string part in (string[])
            [
                "made-up: a made-up set", "terms: none", "cite:  nobody", $"load:  a.bin, 250 KB, from {server.Address("a.bin")}\n",
                $"load:  b.bin, unknown size, from {server.Address("b.bin")}; its SHA-256 is not known, so it is not verified", $"into:  {folder.Path}", "a.bin: 250 KB of 250 KB",
                $"made-up is in {folder.Path}",
            ])
            Assert.Contains(part, output.ToString(), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(folder.File("b.bin")));
    }

    [Fact]
    public void CtrlCWhileFetchingSaysThatItGoesOnLater()
    {
        CommandRun run = CommandRun.Of(new CancellationToken(canceled: true), "data", "fetch", "mnist", "--data", folder.Path);
        Assert.Equal(130, run.Code);
        Assert.Contains("'hebb data fetch mnist' resumes from there", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void InspectRefusesWhatItDoesNotKnow()
    {
        File.WriteAllText(folder.File("notes.md"), "# Notes\n");
        CommandRun.Of("inspect", folder.File("notes.md")).AssertFails(1, "notes.md", "no known");
    }

    [Fact]
    public void InspectTellsAImage()
    {
        Assert.Equal(0, CommandRun.Of("data", "show", "digits", "--out", folder.File("sheet")).Code);
        CommandRun run = CommandRun.Of("inspect", folder.File("sheet"));
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Assert.Contains("PNG image, 513 × 513 pixels, red green blue", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("bmp")]
    [InlineData("ppm")]
    public void InspectSaysThatAnImageIsCutShort(string format)
    {
        byte[] bytes = new Hebb.Images.Image(40, 30, 3, [.. Enumerable.Range(0, 3600).Select(i => (byte)(i * i >> 7))]).Encode(format);
        string path = folder.File("half");
        File.WriteAllBytes(path, bytes[..(2 * bytes.Length / 3)]);
        CommandRun run = CommandRun.Of("inspect", path);
        Assert.Equal(1, run.Code);
        Assert.Contains("40 × 30 pixels", run.Output, StringComparison.Ordinal);
        Assert.Contains("cut short", run.Error, StringComparison.Ordinal);
        Assert.Contains(path, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void InspectListsTensorsAndValues()
    {
        string path = folder.File("w");
        MatFour.Write(path, ("weight", 2, [1, 2.5, -3, 4]), ("n", 1, [1, 2, 3, 4, 5, 6, 7]));
        CommandRun run = CommandRun.Of("inspect", path, "--values");
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        foreach (string part in (string[])["2 tensors with 11 values", "weight", "float64", "[2, 2]", "32", "weight: 1, 2.5, -3, 4", "n: 1, 2, 3, 4, 5, 6, …"]) Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }
}
