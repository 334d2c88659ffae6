using System.Text.Json;
using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Drawing;

namespace Hebb.Tests;

/// <summary>A page as an image, as JSON, as a report.</summary>
public sealed class PageOutputTests
{
    static readonly DrawnPage Drawn = new PenPage { Text = "TO DO\nBUY \"TEA\" & MILK", Width = 700, Height = 320, LetterHeight = 60, Start = (60, 110), LineHeight = 1.9 }.Draw();

    [Fact]
    public void EachBoxIsDrawnInTheColourOfItsConfidence()
    {
        PageText page = HandMadePage.Of(Drawn);
        byte[] before = Drawn.Image.Pixels.ToArray();
        Image drawn = page.Draw(Drawn.Image);
        Assert.Equal(before, Drawn.Image.Pixels);
        Assert.Equal((700, 320, 3), (drawn.Width, drawn.Height, drawn.Channels));
        TextCharacter[] all = [.. page.Lines.SelectMany(line => line.Words).SelectMany(word => word.Characters)];
        Assert.Equal((0, 114, 178), LeftEdge(all[0]));
        Assert.Equal((230, 159, 0), LeftEdge(all[4]));
        Assert.Equal((213, 60, 0), LeftEdge(all[6]));

        (int, int, int) LeftEdge(TextCharacter one) => (drawn[one.Box.Left - 1, one.Box.Bottom - 1], drawn[one.Box.Left - 1, one.Box.Bottom - 1, 1], drawn[one.Box.Left - 1, one.Box.Bottom - 1, 2]);
    }

    [Fact]
    public void BoxesOverTheEdgeOfTheImageDoNotMatter()
    {
        var outside = new LetterBox(-40, -30, 900, 1200);
        var line = new TextLine([new TextWord([new TextCharacter('Ω', outside, 0.5, [], null)], outside, true)], outside);
        var page = new PageText([line], new FoundLetters(new InkMask(700, 320, new byte[700 * 320]), [[outside]]), 0, []);
        Assert.Equal(700, page.Draw(Drawn.Image).Width);
        Assert.Contains("Ω", page.ToReport(Drawn.Image).ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void ImagesOfAnyChannelsAreDrawnOn(int channels)
    {
        var image = new Image(8, 6, channels, new byte[48 * channels]);
        Assert.Equal(3, HandMadePage.Empty(image).Draw(image).Channels);
    }

    [Fact]
    public void TheBoxesOfLettersAreDrawnLineByLine()
    {
        PageText page = HandMadePage.Of(Drawn);
        Image drawn = page.Letters.Draw(Drawn.Image);
        LetterBox first = page.Letters.Lines[0][0], second = page.Letters.Lines[1][0];
        Assert.Equal(178, drawn[first.Left - 1, first.Bottom - 1, 2]);
        Assert.Equal(213, drawn[second.Left - 1, second.Bottom - 1, 0]);
    }

    [Fact]
    public void TheJsonIsAsItWasReviewed() => Snapshot.Match(HandMadePage.Of(Drawn, ["The page was upside down."], "BUY").ToJson(), "Reading/page.json");

    [Fact]
    public void TheJsonHoldsTheTextTheBoxesAndTheAlternatives()
    {
        PageText page = HandMadePage.Of(Drawn);
        using JsonDocument json = JsonDocument.Parse(page.ToJson(indented: false));
        Assert.Equal(page.Text, json.RootElement.GetProperty("text").GetString());
        JsonElement word = json.RootElement.GetProperty("lines")[1].GetProperty("words")[0], first = word.GetProperty("characters")[0];
        TextCharacter known = page.Lines[1].Words[0].Characters[0];
        Assert.Equal("BUY", word.GetProperty("text").GetString());
        Assert.Equal([known.Box.Top, known.Box.Left, known.Box.Bottom, known.Box.Right], first.GetProperty("box").EnumerateArray().Select(edge => edge.GetInt32()));
        Assert.Equal(known.Confidence, first.GetProperty("confidence").GetDouble(), 4);
        Assert.Equal("B", first.GetProperty("alternatives")[0].GetProperty("text").GetString());
        Assert.DoesNotContain('\n', page.ToJson(indented: false));
    }

    [Fact]
    public void TheReportHoldsEverythingAndLoadsNothing()
    {
        using var folder = new TemporaryFolder();
        PageText page = HandMadePage.Of(Drawn, ["The page was upside down."], "BUY");
        page.SaveReport(folder.File("list.html"), Drawn.Image);
        string html = File.ReadAllText(folder.File("list.html"));
        Assert.Contains("<h1>list</h1>", html, StringComparison.Ordinal);
        Assert.Contains("The page was upside down.", html, StringComparison.Ordinal);
        Assert.Contains("data:image/jpeg;base64,", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        int crops = page.Lines.SelectMany(line => line.Words).SelectMany(word => word.Characters).Count(one => one.Crop is not null);
        Assert.Equal(crops, html.Split("class=\"px\"").Length - 1);
        Assert.Contains("role=\"img\" aria-label=\"The photograph with 2 lines", html, StringComparison.Ordinal);
    }

    [Fact]
    public void DoubtfulCharactersAreMarkedAndSayWhatElseTheyMayBe()
    {
        string html = HandMadePage.Of(Drawn).ToReport(Drawn.Image).ToHtml();

        // The fifth character is unsure, the seventh doubtful, and what they may be is escaped.
        Assert.Contains("<mark tabindex=\"0\" title=\"B, 74\u00a0% sure; the shape alone: B\u00a074\u00a0%, &lt;\u00a026\u00a0%\">B</mark>", html, StringComparison.Ordinal);
        Assert.Contains("<mark class=\"doubt\" tabindex=\"0\" title=\"Y, 47\u00a0% sure;", html, StringComparison.Ordinal);
        Assert.Contains("Doubtful characters", html, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyPageSaysSo()
    {
        string html = HandMadePage.Empty(Drawn.Image, "No writing was found.").ToReport(Drawn.Image, "a <b>").ToHtml();
        Assert.Contains("No writing was found.", html, StringComparison.Ordinal);
        Assert.Contains("Nothing was found that could be read.", html, StringComparison.Ordinal);
        Assert.Contains("<h1>a &lt;b&gt;</h1>", html, StringComparison.Ordinal);
    }
}
