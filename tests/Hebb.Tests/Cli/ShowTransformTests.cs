using Hebb.Images;

namespace Hebb.Tests;

public sealed class ShowTransformTests
{
    public static TheoryData<string> Names => [.. Cli.Images.NamedTransform.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryTransformCanBeShown(string name)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("show", "transform", name, "--out", folder.File("sheet.png"));
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Image sheet = Image.Load(folder.File("sheet.png"));
        Assert.Equal(3, sheet.Channels);
        Assert.Contains($"{sheet.Width} × {sheet.Height} pixels", run.Output, StringComparison.Ordinal);

        // The first image is the one that came: its red corner.
        Assert.Equal((204, 51), (sheet[4, 4, 0], sheet[4, 4, 1]));
    }

    [Fact]
    public void AImageOfOnesOwnIsChangedAlikeByTheSameSeed()
    {
        using var folder = new TemporaryFolder();
        Image.FromTensor(Tensor.Rand([1, 9, 300], generator: new Generator(0))).Save(folder.File("thin.png"));
        foreach (string seed in (string[])["1", "1", "2"])
        {
            string target = folder.File($"{Directory.GetFiles(folder.Path).Length}.png");
            Assert.Equal(0, CommandRun.Of("show", "transform", "random-affine", "--image", folder.File("thin.png"), "--seed", seed, "--out", target).Code);
        }

        Assert.Equal(File.ReadAllBytes(folder.File("1.png")), File.ReadAllBytes(folder.File("2.png")));
        Assert.NotEqual(File.ReadAllBytes(folder.File("1.png")), File.ReadAllBytes(folder.File("3.png")));
    }

    [Fact]
    public void WhatIsWrongIsSaid()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("show", "transform").AssertFails(2, "needs the name", "--list");
        CommandRun.Of("show", "transform", "random-afine").AssertFails(2, "no transform 'random-afine'", "random-affine");
        CommandRun.Of("show", "transform", "pad", "--out", folder.File("a.jpg")).AssertFails(2, "PNG");
        CommandRun.Of("show", "transform", "pad", "--image", folder.File("none.png"), "--out", folder.File("b.png")).AssertFails(1, "none.png");
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
