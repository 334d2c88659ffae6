using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Page;

namespace Hebb.Tests;

/// <summary>Each stage of the analysis of a page alone.</summary>
public sealed class StageTests
{
    [Fact]
    public void GreyIsTheLumaOfOrdinaryColours()
    {
        Image grey = GreyScale.Convert(Drawing.Page().ToImage((240, 235, 220), (30, 30, 40)));
        Assert.Equal(1, grey.Channels);
        Assert.Equal((0.299 * 240) + (0.587 * 235) + (0.114 * 220), grey[5, 5], 1.5);
    }

    [Fact]
    public void InkAsBrightAsPaperKeepsItsContrast()
    {
        // Both have a luma near 120.
        Drawing page = Drawing.Page();
        Image grey = GreyScale.Convert(page.ToImage((255, 75, 0), (0, 160, 235)));
        LetterBox h = page.Boxes[0];
        Assert.True(Math.Abs(grey[h.Left + 3, h.Top + 20] - grey[5, 5]) > 80, $"{grey[h.Left + 3, h.Top + 20]} {grey[5, 5]}");
    }

    [Fact]
    public void OpacityIsOverWhite()
    {
        Image grey = GreyScale.Convert(new Image(2, 1, 4, [0, 0, 0, 0, 0, 0, 0, 255]));
        Assert.Equal(255, grey[0, 0]);
        Assert.Equal(0, grey[1, 0]);
        Assert.Equal(255, GreyScale.Convert(new Image(1, 1, 2, [0, 0]))[0, 0]);
    }

    [Fact]
    public void DilationIsTheMaximumOverTheRectangleAtEveryPlace()
    {
        var random = new Random(3);
        var image = new Image(37, 23, 1, [.. Enumerable.Range(0, 37 * 23).Select(_ => (byte)random.Next(256))]);
        Image dilated = Morphology.Dilate(image, 4, 2), eroded = Morphology.Erode(image, 4, 2);
        for (int y = 0; y < 23; y++)
        {
            for (int x = 0; x < 37; x++)
            {
                byte most = 0, least = 255;
                for (int v = Math.Max(0, y - 2); v <= Math.Min(22, y + 2); v++)
                {
                    for (int u = Math.Max(0, x - 4); u <= Math.Min(36, x + 4); u++) (most, least) = (Math.Max(most, image[u, v]), Math.Min(least, image[u, v]));
                }

                Assert.Equal((most, least), (dilated[x, y], eroded[x, y]));
            }
        }
    }

    [Fact]
    public void ClosingTakesStrokesAwayAndLeavesTheEdgeOfAShadow()
    {
        Image image = Drawing.Page().Map((x, _, v) => x > 450 ? v * 0.4 : v).ToImage();
        Image background = Illumination.Background(image, 8);
        for (int x = 60; x < 840; x += 7) Assert.Equal(x > 450 ? 88 : 220, background[x, 120], 1.0);
    }

    [Fact]
    public void FlattenedPagesHaveTheSameInkInTheLightAndInTheShadow()
    {
        Drawing page = Drawing.Page().Map((x, _, v) => x > 200 ? v * 0.5 : v);
        Image flat = Illumination.Flatten(page.ToImage(), 8);
        LetterBox first = page.Boxes[0], last = page.Boxes[4];
        Assert.Equal(255, flat[5, 5]);
        Assert.InRange(flat[first.Left + 3, first.Top + 10] - (double)flat[last.Left + 3, last.Top + 10], -25, 25);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(20)]
    public void NoiseIsMeasuredBesideWriting(double deviation) => Assert.InRange(Denoising.NoiseLevel(Drawing.Page().Noise(deviation).ToImage()), 0.8 * deviation, 1.2 * deviation);

    [Fact]
    public void GaussianKeepsTheMeanAndLowersNoise()
    {
        Image image = new Drawing(200, 100, 120).Noise(20).ToImage(), smooth = Denoising.Gaussian(image, 2);
        Assert.Equal(image.Pixels.ToArray().Average(p => p), smooth.Pixels.ToArray().Average(p => p), 1.0);
        Assert.True(Denoising.NoiseLevel(smooth) < 2);
        Assert.Same(image, Denoising.Gaussian(image, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Denoising.Gaussian(image, double.NaN));
    }

    [Fact]
    public void MedianRemovesSinglePixels()
    {
        var image = new Image(9, 9, 1, [.. Enumerable.Repeat((byte)200, 81)]);
        image.Pixels[40] = 0;
        Assert.All(Denoising.Median(image).Pixels.ToArray(), pixel => Assert.Equal(200, pixel));
    }

    [Fact]
    public void OtsuPartsTwoGroups()
    {
        Image image = Drawing.Page().ToImage();
        Assert.InRange(Thresholding.OtsuLevel(image), 51, 219);
        Image ink = Thresholding.Otsu(image);
        Assert.Equal(255, ink[5, 5]);
        Assert.Equal(0, Thresholding.OtsuLevel(new Image(4, 4, 1, new byte[16])));
    }

    [Fact]
    public void SauvolaFindsInkInTheShadowWhereOtsuDoesNot()
    {
        Drawing page = Drawing.Page().Map((x, _, v) => x > 450 ? v * 0.2 : v);
        Image image = page.ToImage(), sauvola = Thresholding.Sauvola(image, 41), otsu = Thresholding.Otsu(image);
        LetterBox dark = page.Boxes.First(box => box.Left > 460 && box.Top > 200);
        int paperInShadow = dark.Bottom + 15;
        Assert.Equal(255, sauvola[dark.Left + 10, paperInShadow]);
        Assert.Equal(0, otsu[dark.Left + 10, paperInShadow]);
    }

    [Fact]
    public void HysteresisKeepsFaintInkThatTouchesSureInk()
    {
        var image = new Image(7, 1, 1, [40, 120, 120, 255, 120, 120, 255]);
        Assert.Equal([0, 0, 0, 255, 255, 255, 255], Thresholding.Hysteresis(image, 50, 130).Pixels.ToArray());
        Assert.Throws<ArgumentException>(() => Thresholding.Hysteresis(image, 130, 50));
    }

    [Fact]
    public void PolarityIsFoundForSparseAndDenseWritingOnBothGrounds()
    {
        Image sparse = Drawing.Page().ToImage(), dense = new Drawing(600, 300).Line("HOTNEAHOTNEAHO", 10, 20, 34, 6).Line("HOTNEAHOTNEAHO", 10, 65, 34, 6).Line("HOTNEAHOTNEAHO", 10, 110, 34, 6).ToImage();
        foreach (Image image in (Image[])[sparse, dense])
        {
            Assert.Equal(InkPolarity.BlackInkOnWhite, PolarityEstimate.Detect(image));
            Assert.Equal(InkPolarity.WhiteInkOnBlack, PolarityEstimate.Detect(new Image(image.Width, image.Height, 1, [.. image.Pixels.ToArray().Select(p => (byte)(255 - p))])));
        }
    }

    [Fact]
    public void ComponentsTouchOnEightSides()
    {
        // A diagonal, a U whose arms meet below, and a pixel alone.
        string[] rows = ["#..#.#..", ".#.#.#.#", "..#.#..."];
        var image = new Image(8, 3, 1, [.. string.Concat(rows).Select(c => c == '#' ? (byte)0 : (byte)255)]);
        var components = ConnectedComponents.Label(image);
        Assert.Equal(2, components.Count);
        Assert.Equal([new LetterBox(0, 0, 3, 6), new LetterBox(1, 7, 2, 8)], components.Boxes);
        Assert.Equal([8, 1], components.Areas);
    }

    [Fact]
    public void ComponentsOfRandomPixelsAreThoseOfAFloodFill()
    {
        var random = new Random(5);
        const int Width = 61, Height = 47;
        bool[] ink = [.. Enumerable.Range(0, Width * Height).Select(_ => random.NextDouble() < 0.4)];
        var components = ConnectedComponents.Label(new Image(Width, Height, 1, [.. ink.Select(i => i ? (byte)0 : (byte)255)]));
        var seen = new int[ink.Length];
        int count = 0;
        for (int start = 0; start < ink.Length; start++)
        {
            if (!ink[start] || seen[start] != 0) continue;
            count++;
            int area = 0;
            var open = new Stack<int>([start]);
            while (open.TryPop(out int i))
            {
                if (seen[i] != 0) continue;
                seen[i] = count;
                area++;
                Assert.Equal(components.Labels[start], components.Labels[i]);
                for (int y = Math.Max(0, (i / Width) - 1); y <= Math.Min(Height - 1, (i / Width) + 1); y++)
                {
                    for (int x = Math.Max(0, (i % Width) - 1); x <= Math.Min(Width - 1, (i % Width) + 1); x++)
                    {
                        if (ink[(y * Width) + x]) open.Push((y * Width) + x);
                    }
                }
            }

            Assert.Equal(area, components.Areas[components.Labels[start] - 1]);
        }

        Assert.Equal(count, components.Count);
    }

    [Fact]
    public void DistancesGrowFromTheEdgeOfAStroke()
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)255, 20 * 9)];
        for (int y = 2; y < 7; y++) pixels.AsSpan(y * 20, 20).Clear();
        Image distance = DistanceTransform.Compute(new Image(20, 9, 1, pixels));
        Assert.Equal([0, 0, 3, 6, 9, 6, 3, 0, 0], Enumerable.Range(0, 9).Select(y => (int)distance[10, y]));
    }

    [Fact]
    public void RulesAndGridsVanishAndLettersStay()
    {
        var page = new Drawing(900, 300);
        for (int y = 30; y < 300; y += 40) page.Stroke(0, y, 900, y + 9, 2, 90);
        for (int x = 35; x < 900; x += 60) page.Stroke(x, 0, x - 3, 300, 2, 90);
        Image without = RuledLines.Remove(page.ToImage(), 250, 5);
        Assert.True(without.Pixels.ToArray().Count(p => p < 128) < 60);
        Drawing letters = Drawing.Page();
        Assert.Equal(letters.ToImage().Pixels.ToArray(), RuledLines.Remove(letters.ToImage(), 300, 8).Pixels.ToArray());
    }

    [Fact]
    public void AStrokeThatCrossesARuleKeepsItsPixels()
    {
        Image image = new Drawing(400, 100).Stroke(0, 50, 400, 50, 3, 60).Stroke(200, 10, 200, 90, 5, 60).ToImage();
        Image without = RuledLines.Remove(image, 200, 5);
        Assert.True(without[200, 50] < 128);
        Assert.Equal(255, without[100, 50]);
    }

    [Fact]
    public void ImagesOfMoreChannelsAreRefusedWithAHint()
    {
        var colour = new Image(4, 4, 3, new byte[48]);
        Assert.Contains("GreyScale.Convert", Assert.Throws<ArgumentException>(() => Morphology.Close(colour, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Thresholding.Sauvola(colour, 5));
        Assert.Throws<ArgumentException>(() => ConnectedComponents.Label(colour));
        Assert.Throws<ArgumentException>(() => Denoising.NoiseLevel(colour));
        Assert.Throws<ArgumentException>(() => PolarityEstimate.Detect(colour));
        Assert.Throws<ArgumentException>(() => RuledLines.Remove(colour, 10, 2));
        Assert.Throws<ArgumentException>(() => DistanceTransform.Compute(colour));
    }
}
