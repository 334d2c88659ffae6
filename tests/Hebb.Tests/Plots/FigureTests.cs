using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hebb.Plots;
using Hebb.Plots.Reports;

namespace Hebb.Tests;

/// <summary>What holds for figures of every kind.</summary>
public sealed partial class FigureTests
{
    public static TheoryData<string> Names => [.. SampleFigures.Figures().Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSvgIsAsItWasReviewed(string name) => Snapshot.Match(Find(name).ToSvg(), $"Plots/{name}.svg");

    [Theory]
    [MemberData(nameof(Names))]
    public void TheTerminalDrawingIsAsItWasReviewed(string name)
    {
        string text = Find(name).ToTerminal(60, 10);
        Assert.DoesNotContain('\u001b', text);
        Snapshot.Match(text, $"Plots/{name}.txt");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSvgIsValidXmlWithTitleAndDescription(string name)
    {
        Figure figure = Find(name);
        foreach (bool embedded in (bool[])[false, true])
        {
            XElement svg = XDocument.Parse(figure.ToSvg(embedded)).Root!;
            XNamespace ns = "http://www.w3.org/2000/svg";
            Assert.Equal("img", svg.Attribute("role")?.Value);
            Assert.NotEmpty(svg.Element(ns + "title")!.Value);
            Assert.NotEmpty(svg.Element(ns + "desc")!.Value);
            Assert.Equal(embedded, svg.Element(ns + "style") is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NoTwoTextsOverlapAndNoneIsCutOff(string name)
    {
        Figure figure = Find(name);
        (double width, double height) = figure.Size();
        IReadOnlyList<Hebb.Plots.Svg.Label> labels = figure.Labels();
        Assert.NotEmpty(labels);
        for (int i = 0; i < labels.Count; i++)
        {
            Hebb.Plots.Svg.Box box = labels[i].Box;
            Assert.True(box.X >= 0 && box.Y >= 0 && box.Right <= width && box.Bottom <= height, $"“{labels[i].Text}” reaches out of the image: {box} of {width} × {height}.");
            for (int k = 0; k < i; k++) Assert.False(box.Overlaps(labels[k].Box), $"“{labels[i].Text}” lies over “{labels[k].Text}”.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OnADeskAndOnAPhoneNoTwoTextsOverlapAndNoneIsCutOff(string name)
    {
        Figure figure = Find(name);
        foreach (double room in (double[])[PageRoom.Wide, PageRoom.Narrow])
        {
            (double width, double height) = figure.SizeIn(room);
            if (figure is not (GraphDrawing or ImageGrid)) Assert.True(width <= room, $"{width} of {room}");
            IReadOnlyList<Hebb.Plots.Svg.Label> labels = figure.Labels(room);
            for (int i = 0; i < labels.Count; i++)
            {
                Hebb.Plots.Svg.Box box = labels[i].Box;
                Assert.True(box.X >= 0 && box.Y >= 0 && box.Right <= width + 1 && box.Bottom <= height, $"“{labels[i].Text}” reaches out of the image: {box} of {width} × {height}.");
                for (int k = 0; k < i; k++) Assert.False(box.Overlaps(labels[k].Box), $"“{labels[i].Text}” lies over “{labels[k].Text}” in {room} pixels.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSvgIsTheSameTwiceAndInEveryCulture(string name)
    {
        Figure figure = Find(name);
        string first = figure.ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            commas.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = commas;
            Assert.Equal(first, figure.ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CoordinatesHaveTwoDecimalsAtMost(string name) => Assert.DoesNotMatch(LongNumber(), Image().Replace(Find(name).ToSvg(), string.Empty));

    [Fact]
    public void HostileNamesStayText()
    {
        const string evil = "</title><script>alert('1')</script> \"&\u0001";
        string svg = new LineChart(evil) { XTitle = evil, Description = evil }.Line(evil, [1, 2]).Line("b", [2, 1]).ToSvg(embedded: true);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        XElement root = XDocument.Parse(svg).Root!;
        Assert.Equal(evil.Replace('\u0001', '\uFFFD'), root.Elements().First().Value);
    }

    [Fact]
    public void AFileHoldsTheSvg()
    {
        using var folder = new TemporaryFolder();
        LineChart chart = SampleFigures.Lines();
        chart.SaveSvg(folder.File("lines.svg"));
        Assert.Equal(chart.ToSvg(), File.ReadAllText(folder.File("lines.svg")));
    }

    internal static Figure Find(string name)
    {
        Generator.Default.Reseed(3);
        return SampleFigures.Figures().First(f => f.Name == name).Figure;
    }

    [GeneratedRegex(@"\d\.\d{3,}[""LMC ]", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"href=""[^""]*""|>[^<]*<", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Image();
}
