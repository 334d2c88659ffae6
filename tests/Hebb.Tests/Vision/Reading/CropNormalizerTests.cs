using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Characters;

namespace Hebb.Tests;

/// <summary>One character's ink becomes what the network reads.</summary>
public sealed class CropNormalizerTests
{
    const int Side = CharacterCrop.Side;

    [Fact]
    public void AnEmptyMaskGivesPaper()
    {
        Assert.All(CropNormalizer.Normalize(new InkMask(40, 50, new byte[2000])).Pixels, value => Assert.Equal(1, value));
        Assert.All(CropNormalizer.Normalize(new InkMask(0, 0, [])).Pixels, value => Assert.Equal(1, value));
    }

    [Fact]
    public void InkIsZeroAndPaperIsOne()
    {
        float[] pixels = CropNormalizer.Normalize(LetterL(100, 12)).Pixels;
        Assert.Equal(Side * Side, pixels.Length);
        Assert.All(pixels, value => Assert.InRange(value, 0, 1));
        Assert.Equal(1, pixels[0]);
        Assert.True(pixels.Min() < 0.01);
        Assert.InRange(pixels.Average(value => 1 - value), 0.08, 0.2);
    }

    [Fact]
    public void ALetterStaysUpright()
    {
        float[] pixels = CropNormalizer.Normalize(LetterL(100, 12)).Pixels;
        double left = 0, lower = 0, all = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            double ink = 1 - pixels[i];
            all += ink;
            if (i % Side < Side / 2) left += ink;
            if (i / Side >= Side / 2) lower += ink;
        }

        Assert.True(left / all > 0.6 && lower / all > 0.6, $"{left / all:0.00} left, {lower / all:0.00} below");
    }

    [Theory]
    [InlineData(14, 2)]
    [InlineData(60, 6)]
    [InlineData(100, 12)]
    [InlineData(580, 60)]
    public void TheBoxIsInTheMiddleAndItsLongerSideTwentyFivePixels(int size, double pen)
    {
        (int left, int top, int right, int bottom) = Box(CropNormalizer.Normalize(LetterL(size, pen)).Pixels);
        Assert.InRange(bottom - top + 1, 24, 26);
        Assert.InRange(left + right, Side - 2, Side);
        Assert.InRange(top + bottom, Side - 2, Side);
    }

    [Fact]
    public void WhereTheInkLiesInItsMaskDoesNotMatter()
    {
        InkMask tight = new InkDrawing(60, 80, 6).Line(10, 10, 10, 70).Line(10, 70, 50, 70).Mask, loose = new InkDrawing(160, 180, 6).Line(90, 60, 90, 120).Line(90, 120, 130, 120).Mask;
        Assert.Equal(CropNormalizer.Normalize(tight).Pixels, CropNormalizer.Normalize(loose).Pixels);
    }

    [Fact]
    public void SizeHardlyMatters()
    {
        float[] usual = CropNormalizer.Normalize(LetterL(100, 12)).Pixels;
        Assert.True(Difference(usual, CropNormalizer.Normalize(LetterL(30, 3.6)).Pixels) < 0.02);
        Assert.True(Difference(usual, CropNormalizer.Normalize(LetterL(500, 60)).Pixels) < 0.02);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(18)]
    public void ThePenHardlyMatters(double pen)
    {
        float[] pixels = CropNormalizer.Normalize(LetterL(100, pen)).Pixels;
        double across = 0;
        for (int x = 0; x < Side; x++) across += 1 - pixels[(12 * Side) + x];
        Assert.InRange(across, 2.4, 3.4);
    }

    [Fact]
    public void ASmallHoleStaysOpen()
    {
        InkMask thin = new InkDrawing(60, 100, 2).Line(20, 4, 20, 94).Ellipse(27, 20, 6, 6).Mask;
        float[] pixels = CropNormalizer.Normalize(thin).Pixels;
        Assert.True(HasHole(pixels), Show(pixels));
    }

    [Fact]
    public void TwoPartsStayApart()
    {
        InkMask equals = new InkDrawing(100, 60, 2).Line(4, 20, 94, 20).Line(4, 28, 94, 28).Mask;
        float[] pixels = CropNormalizer.Normalize(equals).Pixels;
        double between = Enumerable.Range(8, 16).Average(x => Enumerable.Range(13, 6).Max(y => pixels[(y * Side) + x]));
        Assert.True(between > 0.5, Show(pixels));
    }

    [Fact]
    public void ThinningCutsNoStroke()
    {
        InkMask thick = new InkDrawing(100, 100, 16).Line(12, 12, 88, 88).Line(88, 12, 12, 88).Mask;
        float[] pixels = CropNormalizer.Normalize(thick).Pixels;
        for (int i = 5; i < Side - 5; i++) Assert.True(Math.Min(pixels[(i * Side) + i], pixels[(i * Side) + Side - 1 - i]) < 0.3, Show(pixels));
    }

    [Fact]
    public void AFullStopStaysADisc()
    {
        float[] pixels = CropNormalizer.Normalize(new InkDrawing(30, 30, 10).Line(15, 15, 15, 15).Mask).Pixels;
        Assert.InRange(pixels.Average(value => 1 - value), 0.4, 0.55);
    }

    static InkMask LetterL(int size, double pen)
    {
        double margin = (pen / 2) + 1;
        return new InkDrawing(size, size, pen).Line(margin, margin, margin, size - margin).Line(margin, size - margin, size * 0.7, size - margin).Mask;
    }

    static double Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();

    static (int Left, int Top, int Right, int Bottom) Box(float[] pixels)
    {
        int[] ink = [.. Enumerable.Range(0, pixels.Length).Where(i => pixels[i] < 0.5)];
        return (ink.Min(i => i % Side), ink.Min(i => i / Side), ink.Max(i => i % Side), ink.Max(i => i / Side));
    }

    // Whether paper is left that cannot be reached from the corner.
    static bool HasHole(float[] pixels)
    {
        var seen = new bool[pixels.Length];
        var next = new Stack<int>([0]);
        while (next.TryPop(out int i))
        {
            if (seen[i] || pixels[i] < 0.5) continue;
            seen[i] = true;
            if (i % Side > 0) next.Push(i - 1);
            if (i % Side < Side - 1) next.Push(i + 1);
            if (i >= Side) next.Push(i - Side);
            if (i < Side * (Side - 1)) next.Push(i + Side);
        }

        return Enumerable.Range(0, pixels.Length).Any(i => !seen[i] && pixels[i] > 0.6);
    }

    static string Show(float[] pixels) => string.Join('\n', pixels.Chunk(Side).Select(row => string.Concat(row.Select(value => value < 0.25 ? '#' : value < 0.5 ? '+' : value < 0.8 ? '-' : '.'))));
}
