using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Lines;
using Hebb.Vision.Reading.Page;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

public sealed class LineImageTests
{
    // "nnhnpn", by a ruler.
    static readonly float[][] Writing = [.. Enumerable.Range(0, 12).Select(i => (float[])[i * 12, i is 4 ? -20 : 0, i * 12, i is 8 ? 40 : 20]), .. Enumerable.Range(0, 6).Select(i => (float[])[i * 24, 1, (i * 24) + 12, 1])];

    [Fact]
    public void NothingIsNoImage() => Assert.Null(LineImage.Normalize(new InkMask(30, 20, new byte[600])));

    [Theory]
    [InlineData(0.5, 0.45)]
    [InlineData(2, 0.25)]
    [InlineData(6, 0.25)]
    public void SizeGoesAway(double scale, double allowed)
    {
        LineImage plain = Normalize(Writing), other = Normalize(Writing, scale);
        Assert.InRange(other.Width, plain.Width - 8, plain.Width + 8);
        Assert.True(Difference(plain, other) < allowed, $"{Difference(plain, other)}");
    }

    [Fact]
    public void SlantGoesAway()
    {
        LineImage plain = Normalize(Writing), other = Normalize(Moved((x, y) => (x - (0.5f * y), y)));
        Assert.True(Difference(plain, other) < 0.35, $"{Difference(plain, other)}");
    }

    [Fact]
    public void TheSlopeOfALongWordGoesAway()
    {
        float[][] twice = [.. Writing, .. Writing.Select(stroke => stroke.Select((value, i) => i % 2 == 0 ? value + 144 : value).ToArray())];
        LineImage plain = Normalize(twice), other = Normalize(Moved((x, y) => (x, y + (0.08f * x)), twice));
        Assert.True(Difference(plain, other) < 0.5, $"{Difference(plain, other)}");
    }

    [Fact]
    public void AKnownLineIsFollowed()
    {
        const float Bend = 0.0012f;
        float[][] curved = Moved((x, y) => (x, y + (Bend * x * x)));
        (double left, double top, _, _) = PenRenderer.Bounds(curved);
        // Where x = 0 of the strokes lies in the mask.
        double origin = 4 + 1.25 - left;
        var line = new LineCurve(Bend * origin * origin, -2 * Bend * origin, Bend);
        LineImage plain = LineImage.Normalize(PenRenderer.Draw(Writing), new LineCurve(0, 0, 0))!, other = LineImage.Normalize(PenRenderer.Draw(curved), line)!;
        Assert.True(Difference(plain, other) < 0.25, $"{Difference(plain, other)}, top {top}");
    }

    [Fact]
    public void FaintThinInkBecomesFullInk()
    {
        InkMask thin = PenRenderer.Draw(Writing, 8, 6);
        LineImage image = LineImage.Normalize(thin)!;
        Assert.True(image.Ink.Max() > 0.95f);
    }

    [Fact]
    public void ColumnsLeadBackToTheMask()
    {
        InkMask mask = PenRenderer.Draw([[0, 0, 0, 20], [60, 0, 60, 20], [120, 0, 120, 20]], 2, 5, 10);
        LineImage image = LineImage.Normalize(mask)!;
        float[] columns = [.. Enumerable.Range(0, image.Width).Select(u => Enumerable.Range(0, LineImage.Height).Sum(v => image.Ink[(v * image.Width) + u]))];
        int last = Array.FindLastIndex(columns, ink => ink > 1);
        Assert.Equal(mask.Width - 10, image.ToMask(last + 1), 2.5);
        Assert.Equal(10, image.ToMask(Array.FindIndex(columns, ink => ink > 1)), 2.5);
    }

    [Fact]
    public void AnEndlessLineIsSqueezed()
    {
        var mask = new InkMask(100_000, 4, new byte[400_000]);
        Array.Fill(mask.Ink, (byte)255);
        Assert.InRange(LineImage.Normalize(mask)!.Width, 1, LineImage.MaxWidth + 4);
    }

    static LineImage Normalize(float[][] strokes, double scale = 1) => LineImage.Normalize(PenRenderer.Draw(strokes, scale, 3 * scale, 4 * scale))!;

    static float[][] Moved(Func<float, float, (float X, float Y)> move, float[][]? strokes = null) =>
        [.. (strokes ?? Writing).Select(stroke => stroke.Chunk(2).SelectMany(point => (float[])[move(point[0], point[1]).X, move(point[0], point[1]).Y]).ToArray())];

    // The ink that differs by the ink that is there, at the best of some shifts.
    static double Difference(LineImage a, LineImage b)
    {
        double best = double.MaxValue;
        for (int shift = -6; shift <= 6; shift++)
        {
            double apart = 0, all = 0;
            for (int v = 0; v < LineImage.Height; v++)
            {
                for (int u = 0; u < a.Width; u++)
                {
                    float one = a.Ink[(v * a.Width) + u], other = (uint)(u + shift) < (uint)b.Width ? b.Ink[(v * b.Width) + u + shift] : 0;
                    apart += Math.Abs(one - other);
                    all += one;
                }
            }

            best = Math.Min(best, apart / all);
        }

        return best;
    }
}
