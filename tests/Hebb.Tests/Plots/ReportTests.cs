using System.Text.RegularExpressions;
using Hebb.Plots;

namespace Hebb.Tests;

public sealed partial class ReportTests
{
    [Fact]
    public void ThePageIsAsItWasReviewed() => Snapshot.Match(Page().ToHtml(), "Plots/report.html");

    [Fact]
    public void NothingIsLoadedFromAnywhereAndNothingRuns()
    {
        Report page = Page();
        foreach ((string _, Figure figure) in SampleFigures.Figures()) page.Figure(figure, "a caption");
        string html = page.ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        foreach (Match match in Address().Matches(html)) Assert.Matches("^(#|data:image/(png|jpeg);base64,)", match.Groups["address"].Value);
        Assert.Equal("http://www.w3.org/2000/svg", Assert.Single(Foreign().Matches(html).Select(m => m.Value).Distinct()));
    }

    [Fact]
    public void HostileTextStaysText()
    {
        const string evil = "<img src=x onerror=alert(1)>\"'&";
        string html = new Report(evil).Heading(evil).Text(evil).Code(evil).Table([evil], [[evil]], evil).Figure(new LineChart(evil).Line(evil, [1]), evil).Image([0x89, 0x50, 0x4E, 0x47], evil, evil).ToHtml();
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror=alert(1)>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersAreAlignedAtTheRightAndMarksAreShown()
    {
        string html = new Report("t").Table(["name", "value", "share"], [["a", 12345, "9.5 %"], ["b", null, "−10 %"]]).Table([""], [[Mark.Met], [Mark.Missed]]).ToHtml();
        Assert.Contains("<td>a</td><td class=\"n\">12,345</td><td class=\"n\">9.5 %</td>", html, StringComparison.Ordinal);
        Assert.Contains("✓ met", html, StringComparison.Ordinal);
        Assert.Contains("✗ missed", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowWithAnotherNumberOfCellsIsRefused() => Assert.Contains("Row 1 has 1 cells", Assert.Throws<ArgumentException>(() => new Report("t").Table(["a", "b"], [["1", "2"], ["3"]])).Message, StringComparison.Ordinal);

    [Fact]
    public void OnlyPicturesAreTakenForPictures() => Assert.Throws<ArgumentException>(() => new Report("t").Image("GIF89a"u8, "a gif"));

    [Fact]
    public void AFileHoldsThePage()
    {
        using var folder = new TemporaryFolder();
        Page().Save(folder.File("page.html"));
        Assert.Equal(Page().ToHtml(), File.ReadAllText(folder.File("page.html")));
    }

    static Report Page() => new Report("A page").Text("One paragraph.\n\nAnother.").Heading("First").Figure(SampleFigures.Lines(), "Lines.").Heading("Part", level: 2)
        .Table(["name", "value"], [["a", 1.5], ["b", -20]], "Values").Heading("Second").Code("if (a < b) return;");

    [GeneratedRegex("(?:href|src)=\"(?<address>[^\"]{0,60})", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Address();

    [GeneratedRegex("https?://[^\"' )]+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Foreign();
}
