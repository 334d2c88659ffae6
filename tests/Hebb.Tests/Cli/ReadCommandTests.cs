using System.Text.Json;
using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Tests;

public sealed class ReadCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheSamplePageIsReadWithoutAnyFile()
    {
        CommandRun run = CommandRun.Of("read", "sample");
        Assert.Equal((0, SamplePage.Text + "\n", string.Empty), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public void TheSamplePageIsReadWithoutTheLanguageModelToo()
    {
        CommandRun run = CommandRun.Of("read", "sample", "--raw", "--alphabet", "upper");
        Assert.Equal(0, run.Code);
        Assert.InRange(TextErrors.Between(SamplePage.Text, run.Output).CharacterErrorRate, 0, 0.05);
    }

    [Fact]
    public void OnlyDigitsComeOutWhereOnlyDigitsAreExpected()
    {
        CommandRun run = CommandRun.Of("read", "sample", "--alphabet", "digits");
        Assert.DoesNotContain(run.Output, char.IsLetter);
    }

    [Fact]
    public void WhatCannotBeReadIsNamedAndTheOthersAreRead()
    {
        File.WriteAllText(folder.File("broken.png"), "no image");
        CommandRun run = CommandRun.Of("read", folder.File("broken.png"), folder.File("none.jpg"), "sample");
        Assert.Equal(1, run.Code);
        Assert.Contains("broken.png", run.Error, StringComparison.Ordinal);
        Assert.Contains("There is no image", run.Error, StringComparison.Ordinal);
        Assert.Contains($"== sample\n{SamplePage.Text}\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split("not read").Length - 1);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonIsOneDocumentForAllImages()
    {
        CommandRun run = CommandRun.Of("read", "sample", folder.File("none.jpg"), "--json");
        Assert.Equal(1, run.Code);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement pages = json.RootElement.GetProperty("pages");
        Assert.Equal(2, pages.GetArrayLength());
        Assert.Equal(("sample", 1600, SamplePage.Text), (pages[0].GetProperty("file").GetString(), pages[0].GetProperty("width").GetInt32(), pages[0].GetProperty("text").GetString()));
        Assert.Contains("There is no image", pages[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BoxesAndReportAreWritten()
    {
        CommandRun run = CommandRun.Of("read", "sample", "--boxes", folder.File("new/boxes.png"), "--report", folder.File("page.html"));
        Assert.Equal(0, run.Code);
        Assert.Equal(1600, Image.ReadInfo(folder.File("new/boxes.png")).Width);
        Assert.Contains("<h1>sample</h1>", File.ReadAllText(folder.File("page.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void OfSeveralImagesEachHasItsFilesInAFolder()
    {
        File.WriteAllBytes(folder.File("sample.jpg"), SamplePage.Bytes());
        Assert.Equal(0, CommandRun.Of("read", "sample", folder.File("sample.jpg"), "--boxes", folder.File("out"), "--report", folder.File("out")).Code);
        Assert.Equal(["sample-2-boxes.png", "sample-2.html", "sample-boxes.png", "sample.html"], Directory.GetFiles(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AFolderIsReadByNames()
    {
        File.WriteAllBytes(folder.File("b.jpg"), SamplePage.Bytes());
        new Image(60, 40, 1, [.. Enumerable.Repeat((byte)250, 2400)]).Save(folder.File("a.png"));
        File.WriteAllText(folder.File("notes.txt"), "no image");
        CommandRun run = CommandRun.Of("read", folder.Path);
        Assert.Equal(0, run.Code);
        Assert.True(run.Output.IndexOf("a.png", StringComparison.Ordinal) < run.Output.IndexOf("b.jpg", StringComparison.Ordinal));
        Assert.DoesNotContain("notes.txt", run.Output, StringComparison.Ordinal);
        Assert.Contains("a.png: No writing was found.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyFolderSaysWhatItLacks()
    {
        Directory.CreateDirectory(folder.File("empty"));
        CommandRun.Of("read", folder.File("empty")).AssertFails(1, "holds no images", ".png");
    }

    [Fact]
    public void ABlankPageGivesNoTextAndANote()
    {
        new Image(600, 400, 1, [.. Enumerable.Repeat((byte)240, 240_000)]).Save(folder.File("blank.png"));
        CommandRun run = CommandRun.Of("read", folder.File("blank.png"));
        Assert.Equal((0, string.Empty, "note: No writing was found.\n"), (run.Code, run.Output, run.Error));
    }

    [Theory]
    [InlineData("read", "'hebb read' needs IMAGE")]
    [InlineData("read sample --boxes x.pdf", "'x.pdf' does not end like one", "x.png")]
    [InlineData("read sample --alphabet greek", "--alphabet takes digits or upper or all", "it got 'greek'")]
    [InlineData("read sample --repot x.html", "Did you mean --report?")]
    public void SaysWhatWasExpected(string line, params string[] parts) => CommandRun.Of(line.Split(' ')).AssertFails(2, parts);
}
