using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Tests;

public sealed class ReadingMeasuresTests
{
    [Fact]
    public void OverlapIsIntersectionOverUnion()
    {
        Assert.Equal(1, BoxMatch.Overlap(new LetterBox(0, 0, 10, 10), new LetterBox(0, 0, 10, 10)));
        Assert.Equal(1 / 3.0, BoxMatch.Overlap(new LetterBox(0, 0, 10, 10), new LetterBox(0, 5, 10, 15)), 12);
        Assert.Equal(0, BoxMatch.Overlap(new LetterBox(0, 0, 10, 10), new LetterBox(0, 10, 10, 20)));
    }

    [Fact]
    public void AFoundBoxCountsOnce()
    {
        LetterBox one = new(0, 0, 10, 10), near = new(0, 1, 10, 11), far = new(50, 50, 60, 60);
        Assert.Equal(1, BoxMatch.Count([one, near], [one]));
        Assert.Equal(2, BoxMatch.Count([one, near], [near, one, far]));
        Assert.Equal(0, BoxMatch.Count([one], []));
    }

    [Fact]
    public void AListOfTranscriptionsIsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), []);
        File.WriteAllText(folder.File("transcriptions.json"), """[ { "file": "a.png", "kind": "upper36", "text": "A\nB", "note": "" } ]""");
        TranscribedPage page = Assert.Single(TranscribedPage.Load(folder.Path));
        Assert.Equal(("a", "upper36", "A\nB"), (page.Name, page.Kind, page.Text));
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("[ { \"file\": \"a.png\" } ]")]
    [InlineData("[ { \"file\": \"b.png\", \"kind\": \"\", \"text\": \"\" } ]")]
    [InlineData("no JSON")]
    public void AnotherListIsRefused(string list)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), []);
        File.WriteAllText(folder.File("transcriptions.json"), list);
        Assert.Contains("transcriptions.json", Assert.Throws<HebbException>(() => TranscribedPage.Load(folder.Path)).Message, StringComparison.Ordinal);
    }
}
