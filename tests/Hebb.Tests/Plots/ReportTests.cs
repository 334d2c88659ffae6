using System.Text.RegularExpressions;
using Hebb.Plots;
using Hebb.Plots.Reports;

namespace Hebb.Tests;

public sealed partial class ReportTests
{
    [Fact]
    public void ThePageIsAsItWasReviewed() => Snapshot.Match(Page().ToHtml(), "Plots/report.html");

    [Fact]
    public void NothingIsLoadedFromAnywhereAndNothingRuns()
    {
        string html = Everything();
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
        string html = new Report("t").Table(["name", "value", "share"], [["a", 12345, "9.5 %"], ["b", null, "−10 %"]]).Table([""], [[GoalMark.Met], [GoalMark.Missed]]).ToHtml();
        Assert.Contains("<td>a</td><td class=\"n\">12,345</td><td class=\"n\">9.5 %</td>", html, StringComparison.Ordinal);
        Assert.Contains("✓ met", html, StringComparison.Ordinal);
        Assert.Contains("✗ missed", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowWithAnotherNumberOfCellsIsRefused() => Assert.Contains("Row 1 has 1 cells", Assert.Throws<ArgumentException>(() => new Report("t").Table(["a", "b"], [["1", "2"], ["3"]])).Message, StringComparison.Ordinal);

    [Fact]
    public void OnlyImagesAreTakenForImages() => Assert.Throws<ArgumentException>(() => new Report("t").Image("GIF89a"u8, "a gif"));

    [Fact]
    public void APhoneIsTakenForWhatItIs()
    {
        string html = Everything();
        Assert.Contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", html, StringComparison.Ordinal);
        Assert.Contains("@media screen and (max-width:760px)", html, StringComparison.Ordinal);
        Assert.Contains("h1,h2,h3,nav,caption,figcaption{overflow-wrap:anywhere}", html, StringComparison.Ordinal);

        // Nothing has a width of its own that a phone has not; what is drawn for a desk is not shown there, and what cannot shrink moves inside a box of its own.
        string style = html[html.IndexOf("<style>", StringComparison.Ordinal)..html.IndexOf("</style>", StringComparison.Ordinal)];
        foreach (Match width in FixedWidth().Matches(style)) Assert.InRange(int.Parse(width.Groups["pixels"].Value, System.Globalization.CultureInfo.InvariantCulture), 0, (int)PageRoom.Narrow);
        foreach (Match image in Image().Matches(html))
        {
            double width = double.Parse(image.Groups["width"].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (image.Groups["kind"].Value is var kind && !kind.Contains("desk", StringComparison.Ordinal) && !kind.Contains("big", StringComparison.Ordinal)) Assert.InRange(width, 1, PageRoom.Narrow * 1.45);
        }

        Assert.Equal(Desk().Count(html), Phone().Count(html));
        Assert.True(Desk().Count(html) >= 8, "Charts and matrices are drawn twice.");
    }

    [Fact]
    public void FiguresUseTheWidthOfADesk()
    {
        foreach (Figure figure in (Figure[])[Lines(), new BarChart("b", ["x", "y"]).Bars("s", [1, 2]), new Histogram("h").Add("a", [1, 2, 2, 3]), new SmallMultiples("m", Lines(), Lines())])
            Assert.Equal(PageRoom.Wide, figure.SizeIn(PageRoom.Wide).Width);

        static LineChart Lines() => new LineChart("l").Line("a", [1, 2, 3]);
    }

    [Fact]
    public void NothingGlaresInTheDark()
    {
        string matrix = new Report("t").Figure(new ConfusionMatrixChart("c", Tensor.From(new float[,] { { 9, 0 }, { 1, 8 } }))).ToHtml();
        Assert.DoesNotContain("fill=\"#f7fbff\"", matrix, StringComparison.OrdinalIgnoreCase);
        Match zero = Regex.Match(matrix, "@media \\(prefers-color-scheme:dark\\)\\{svg\\.hebb\\{[^}]*--hebb-f7fbff-(?<dark>[0-9a-f]{6}):#\\k<dark>;", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.True(zero.Success, matrix);
        Assert.True(Of(zero.Groups["dark"].Value).Luminance < 0.02, zero.Value);

        string map = new Report("t").Figure(new HeatMap("m", Tensor.Randn([40, 40])) { Map = ColorMap.Diverging }).ToHtml();
        Assert.Contains("class=\"lit\"", map, StringComparison.Ordinal);
        Assert.Contains("class=\"dim\"", map, StringComparison.Ordinal);
        Assert.Contains("svg.hebb .dim{display:none}", map, StringComparison.Ordinal);

        string filters = new Report("t").Figure(ImageGrid.OfFilters(Tensor.Randn([4, 1, 5, 5]))).ToHtml();
        Assert.Equal(4, Regex.Count(filters, "<source media=\"screen and \\(prefers-color-scheme:dark\\)\" srcset=\"data:image/png;base64,", RegexOptions.None, TimeSpan.FromSeconds(5)));

        // A photograph is what it is.
        Assert.DoesNotContain("<source", new Report("t").Figure(new ImageGrid().Images(Tensor.Rand([4, 3, 5, 5]))).ToHtml(), StringComparison.Ordinal);
        foreach (ColorMap one in (ColorMap[])[ColorMap.Blues, ColorMap.Diverging]) Assert.True(one.OnDark.At(one.IsDiverging ? 0.5 : 0).Luminance < 0.05);

        static Rgb Of(string hex) => Convert.FromHexString(hex) is var c ? new Rgb(c[0], c[1], c[2]) : default;
    }

    [Fact]
    public void ImagesFlowInRowsThatAPhoneHasRoomFor()
    {
        Assert.Contains("--c:8;--p:", Grid(new ImageGrid { Columns = 8 }, 16), StringComparison.Ordinal);
        Assert.Contains("--c:3;--p:3;", Grid(new ImageGrid { Columns = 3, Scale = 20 }, 3), StringComparison.Ordinal);
        Assert.Contains("--c:6;--p:2;", Grid(ImageGrid.Pairs(Tensor.Rand([8, 9, 9]), Tensor.Rand([8, 9, 9])), 0), StringComparison.Ordinal);
        string marked = new Report("t").Figure(new ImageGrid("name").Images(Tensor.Rand([2, 3, 3]), ["good", "a < b"], [true, false])).ToHtml();
        Assert.Contains("<div class=\"tile right\">", marked, StringComparison.Ordinal);
        Assert.Contains("<div class=\"tile wrong\">", marked, StringComparison.Ordinal);
        Assert.Contains("<span>a &lt; b</span>", marked, StringComparison.Ordinal);

        static string Grid(ImageGrid grid, int n) => new Report("t").Figure(n == 0 ? grid : grid.Images(Tensor.Rand([n, 3, 3]))).ToHtml();
    }

    [Fact]
    public void AFileHoldsThePage()
    {
        using var folder = new TemporaryFolder();
        Page().Save(folder.File("page.html"));
        Assert.Equal(Page().ToHtml(), File.ReadAllText(folder.File("page.html")));
    }

    static string Everything()
    {
        Report page = Page();
        foreach ((string _, Figure figure) in SampleFigures.Figures()) page.Figure(figure, "a caption");
        return page.ToHtml();
    }

    static Report Page() => new Report("A page").Text("One paragraph.\n\nAnother.").Heading("First").Figure(SampleFigures.Lines(), "Lines.").Heading("Part", level: 2)
        .Table(["name", "value"], [["a", 1.5], ["b", -20]], "Values").Heading("Second").Code("if (a < b) return;");

    [GeneratedRegex("(?:href|src|srcset)=\"(?<address>[^\"]{0,60})", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Address();

    [GeneratedRegex("(?<![-a-z])width:(?<pixels>[0-9]+)px", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex FixedWidth();

    [GeneratedRegex("<div class=\"(?<kind>pic[a-z ]*)\"><svg [^>]*? width=\"(?<width>[0-9.]+)\"", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Image();

    [GeneratedRegex("<div class=\"pic desk", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Desk();

    [GeneratedRegex("<div class=\"pic phone", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Phone();

    [GeneratedRegex("https?://[^\"' )]+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Foreign();
}
