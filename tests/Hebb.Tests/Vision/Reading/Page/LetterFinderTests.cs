using System.Text.Json;
using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Page;

namespace Hebb.Tests;

/// <summary>Letters are found on pages of all kinds, and nowhere else.</summary>
public sealed class LetterFinderTests
{
    [Fact]
    public void LettersAreFoundLineByLineWithTheirBoxes()
    {
        Drawing page = Drawing.Page();
        FoundLetters found = LetterFinder.FindLetters(page.ToImage());
        Assert.Equal([6, 8, 8], found.Lines.Select(line => line.Count));
        page.Check(found, 0.8);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(4)]
    public void NoiseAndPencilDoNotMatter(double noise)
    {
        Drawing page = Drawing.Page(ink: noise > 10 ? 70 : 150).Noise(noise);
        page.Check(LetterFinder.FindLetters(page.ToImage()));
    }

    [Fact]
    public void ShadowsDoNotMatter()
    {
        Drawing page = Drawing.Page().Map((x, y, v) => x + (y / 2.0) > 500 ? v * 0.45 : v).Noise(2);
        page.Check(LetterFinder.FindLetters(page.ToImage()));
    }

    [Fact]
    public void LightInkOnADarkBoardIsFound()
    {
        Drawing page = Drawing.Page().Map((_, _, v) => 255 - v).Noise(3);
        PageLayout layout = PageAnalysis.Analyze(page.ToImage());
        Assert.Equal(InkPolarity.WhiteInkOnBlack, layout.Polarity);
        page.Check(LetterFinder.Letters(layout));
    }

    [Fact]
    public void ColouredInkOnColouredPaperIsFound()
    {
        Drawing page = Drawing.Page();
        page.Check(LetterFinder.FindLetters(page.ToImage((250, 225, 120), (60, 150, 60))));
    }

    [Theory]
    [InlineData(0.17)]
    [InlineData(-0.17)]
    [InlineData(0.3)]
    public void SlopingLinesAreMadeLevelAndBoxesStayWhereTheyWere(double slope)
    {
        var page = new Drawing(900, 900);
        for (int line = 0; line < 3; line++) page.Line("HOTNEAHOT NE", 100, (slope > 0 ? 100 : 350) + (140 * line), slope: slope);
        PageLayout layout = PageAnalysis.Analyze(page.ToImage());
        Assert.Equal(3, layout.Lines.Count);
        Assert.All(layout.Lines, line => Assert.InRange(line.Baseline.At(line.Box.Right) - line.Baseline.At(line.Box.Left), -12, 12));

        // The boxes drawn are those of upright letters; the slope makes them a little higher.
        page.Check(LetterFinder.Letters(layout), 0.35);
    }

    [Fact]
    public void RulesAreNoLetters()
    {
        Drawing page = Drawing.Page();
        for (int y = 26; y < 520; y += 130) page.Stroke(0, y - 2, 900, y + 3, 2, 130);
        page.Stroke(60, 0, 62, 520, 2, 150);
        page.Check(LetterFinder.FindLetters(page.ToImage()));
    }

    [Fact]
    public void ADarkDeskAroundThePaperIsNoWriting()
    {
        Drawing inner = Drawing.Page();
        var desk = new Drawing(1300, 900, 60);
        Image paper = inner.ToImage();
        desk.Map((x, y, v) => x is >= 200 and < 1100 && y is >= 190 and < 710 ? paper[x - 200, y - 190] : 60 + (12 * Math.Sin(y / 4.0 + Math.Sin(x / 90.0))) + (6 * Math.Sin((x * 12.9) + (y * 78.2))));
        desk.Boxes.AddRange(inner.Boxes.Select(box => new LetterBox(box.Top + 190, box.Left + 200, box.Bottom + 190, box.Right + 200)));
        desk.Check(LetterFinder.FindLetters(desk.ToImage()));
    }

    [Fact]
    public void DotsOfLettersAndFullStopsStayAndSpecksGo()
    {
        var page = new Drawing(700, 200).Line("HiNT.", 60, 60);
        page.Stroke(600, 30, 600.1, 30, 2, 150);
        page.Check(LetterFinder.FindLetters(page.ToImage()), 0.3);
    }

    [Fact]
    public void TheBarsOfAnEqualsSignAreOneLetter()
    {
        var page = new Drawing(500, 200).Line("H=N", 60, 60);
        page.Check(LetterFinder.FindLetters(page.ToImage()));
    }

    [Fact]
    public void ColumnsAreReadOneAfterTheOther()
    {
        var page = new Drawing(1300, 520);
        foreach (int left in (int[])[60, 760])
        {
            for (int line = 0; line < 4; line++) page.Line("HOT TEN", left, 60 + (110 * line));
        }

        FoundLetters found = LetterFinder.FindLetters(page.ToImage());
        Assert.Equal(8, found.Lines.Count);
        page.Check(found);
    }

    [Fact]
    public void TurnedPagesGiveBoxesOfTheImageThatCameIn()
    {
        Drawing page = Drawing.Page();
        Image upright = page.ToImage();
        for (int turns = 1; turns < 4; turns++)
        {
            // Turned to the right here, to the left in the analysis.
            PageLayout layout = PageAnalysis.Analyze(upright.Rotate90(turns), turns);
            Assert.Equal(turns, layout.QuarterTurns);
            LetterBox[] boxes = [.. LetterFinder.Letters(layout).Boxes];
            Assert.Equal(page.Boxes.Count, boxes.Length);
            LetterBox first = page.Boxes[0];
            (int width, int height) = (upright.Width, upright.Height);
            LetterBox expected = turns switch
            {
                1 => new LetterBox(first.Left, height - first.Bottom, first.Right, height - first.Top),
                2 => new LetterBox(height - first.Bottom, width - first.Right, height - first.Top, width - first.Left),
                _ => new LetterBox(width - first.Right, first.Top, width - first.Left, first.Bottom),
            };
            Assert.True(Drawing.Overlap(expected, boxes[0]) > 0.8, $"{turns}: {boxes[0]} for {expected}");
        }

        Assert.True(PageOrientation.Sideways(PageAnalysis.Analyze(upright.Rotate90())) > 1.3);
        Assert.True(PageOrientation.Sideways(PageAnalysis.Analyze(upright)) < 1);
    }

    [Fact]
    public void TheCleanPageHasTheSizeOfTheImageInBothPolarities()
    {
        Drawing page = Drawing.Page();
        FoundLetters found = LetterFinder.FindLetters(page.Noise(3).ToImage());
        Tensor white = found.ToTensor(InkPolarity.WhiteInkOnBlack), black = found.ToTensor(InkPolarity.BlackInkOnWhite);
        Assert.Equal([520, 900], white.Shape);
        LetterBox h = page.Boxes[0];
        Assert.True(white[h.Top + 20, h.Left + 2].Item<float>() > 0.9);
        Assert.True(black[h.Top + 20, h.Left + 2].Item<float>() < 0.1);
        Assert.Equal(0f, white[5, 5].Item<float>());
        Assert.Equal(1f, black[5, 5].Item<float>());
    }

    [Fact]
    public void SmallAndLargeWritingComesToTheSameSizeToWorkWith()
    {
        Image page = Drawing.Page().ToImage();
        double body = PageAnalysis.Analyze(page).Lines[0].BodyHeight;
        foreach (double scale in (double[])[0.4, 3])
        {
            PageLayout layout = PageAnalysis.Analyze(page.Resize((int)(page.Width * scale), (int)(page.Height * scale), Interpolation.Bicubic));
            Assert.Equal([6, 8, 8], layout.Lines.Select(line => LetterMerging.Merge(line).Count));
            Assert.InRange(layout.Lines[0].BodyHeight, 28, 2 * body);
        }
    }

    [Theory]
    [InlineData("white")]
    [InlineData("black")]
    [InlineData("gradient")]
    [InlineData("noise")]
    [InlineData("wood")]
    [InlineData("cloth")]
    [InlineData("tiles")]
    [InlineData("ruled")]
    [InlineData("shadow")]
    [InlineData("clouds")]
    public void TexturesHaveNoLetters(string name)
    {
        var random = new Random(4);
        double[] clouds = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        Image image = new Drawing(800, 600).Map((x, y, _) => name switch
        {
            "white" => 255,
            "black" => 0,
            "gradient" => 40 + (200.0 * x / 800),
            "noise" => 128 + (random.NextDouble() * 100) - 50,
            "wood" => 130 + (25 * Math.Sin((y / 5.0) + (4 * Math.Sin(x / 170.0)))) + (12 * Math.Sin((y / 1.7) + (3 * Math.Sin(x / 90.0)))) + (random.NextDouble() * 10),
            "cloth" => 140 + (40 * Math.Sin(x * Math.PI / 4) * Math.Sin(y * Math.PI / 4)) + (random.NextDouble() * 20),
            "tiles" => (x % 150 < 4 || y % 150 < 4 ? 90 : 210) + (random.NextDouble() * 8),
            "ruled" => (y % 40 < 2 ? 140 : 235) + (random.NextDouble() * 6),
            "shadow" => (x + (y / 2.0) > 500 ? 90 : 220) + (random.NextDouble() * 8),
            _ => 60 + (120 * Cloud(x / 45.0, y / 45.0)) + (60 * Cloud(x / 11.0, y / 11.0)),
        }).ToImage();
        Assert.Empty(LetterFinder.FindLetters(image).Boxes);

        double Cloud(double u, double v)
        {
            int i = (int)u, j = (int)v;
            double a = u - i, b = v - j;
            return (At(i, j) * (1 - a) * (1 - b)) + (At(i + 1, j) * a * (1 - b)) + (At(i, j + 1) * (1 - a) * b) + (At(i + 1, j + 1) * a * b);
        }

        double At(int i, int j) => clouds[((i * 31) + (j * 17)) % clouds.Length];
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 900)]
    [InlineData(5000, 2)]
    [InlineData(3, 3)]
    public void TinyAndThinImagesHaveNone(int width, int height)
    {
        for (int channels = 1; channels <= 4; channels++)
        {
            FoundLetters found = LetterFinder.FindLetters(new Image(width, height, channels, [.. Enumerable.Range(0, width * height * channels).Select(i => (byte)(i * 37))]));
            Assert.Equal((width, height), (found.ToImage(InkPolarity.WhiteInkOnBlack).Width, found.ToImage(InkPolarity.WhiteInkOnBlack).Height));
        }
    }

    [Fact]
    public void ATransparentPageIsWhite()
    {
        Drawing page = Drawing.Page();
        Image grey = page.ToImage();
        var pixels = new byte[grey.Pixels.Length * 4];
        for (int i = 0; i < grey.Pixels.Length; i++) pixels[(4 * i) + 3] = (byte)(255 - grey.Pixels[i]);
        page.Check(LetterFinder.FindLetters(new Image(page.Width, page.Height, 4, pixels)));
    }

    [Fact]
    public void EveryLetterOfTheSamplePhotographsIsBoxedOnce()
    {
        string folder = Repository.RequireShared("data", "handwriting");
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "transcriptions.json")));
        int wrong = 0, letters = 0;
        foreach (JsonElement item in document.RootElement.EnumerateArray())
        {
            int[] expected = [.. item.GetProperty("text").GetString()!.Split('\n').Select(line => line.Count(c => c != ' '))];
            FoundLetters found = LetterFinder.FindLetters(Image.Load(Path.Combine(folder, item.GetProperty("file").GetString()!)));
            Assert.Equal(expected.Length, found.Lines.Count);
            wrong += expected.Zip(found.Lines, (count, line) => Math.Abs(count - line.Count)).Sum();
            letters += expected.Sum();
        }

        Assert.True(wrong <= letters / 100, $"{wrong} boxes too many or too few for {letters} letters");
    }
}
