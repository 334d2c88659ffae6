using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Tests;

/// <summary>The reader from photograph to text, on the page that comes with the library.</summary>
public sealed class HandwritingReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void APageIsReadWhicheverWayUpItLies(int turns)
    {
        PageText page = HandwritingReader.Load().Read(SamplePage.Load().Rotate90(turns));
        Assert.Equal(SamplePage.Text, page.Text);
        Assert.Equal(turns, page.QuarterTurns);
        Assert.Equal(turns == 0, page.Remarks.Count == 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4000)]
    [InlineData(4000, 1)]
    [InlineData(3, 3)]
    [InlineData(640, 480)]
    public void NothingIsReadWhereNothingIs(int width, int height)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)200);
        PageText page = HandwritingReader.Load().Read(new Image(width, height, 1, pixels));
        Assert.Equal(string.Empty, page.Text);
        Assert.Equal("No writing was found.", Assert.Single(page.Remarks));
    }

    [Fact]
    public async Task SeveralThreadsReadTheSame()
    {
        Image image = SamplePage.Load();
        string[] texts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => HandwritingReader.Load().Read(image).Text)));
        Assert.All(texts, text => Assert.Equal(SamplePage.Text, text));
    }

    [Fact]
    public void AFolderWithoutAReaderIsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<FileNotFoundException>(() => HandwritingReader.Load(folder.Path));
        File.WriteAllText(Path.Combine(folder.Path, "letters.bin"), "no statistics");
        HebbException refused = Assert.ThrowsAny<HebbException>(() => HandwritingReader.Load(folder.Path));
        Assert.Contains("letters.bin", refused.Message, StringComparison.Ordinal);
    }
}
