using Hebb.Vision.Reading.Lines;

namespace Hebb.Vision.Reading.Training;

/// <summary>Draws words and lines of pen strokes as masks such as page analysis makes of photographs.</summary>
static class LineDrawing
{
    const double XHeight = 20;

    /// <summary>An example for training: the strokes written anew, any pen, any paper, and the errors of normalisation.</summary>
    public static LineSample? ToTrain(IReadOnlyList<float[]> strokes, string text, Generator random, IReadOnlyList<float[]>? neighbour = null)
    {
        List<float[]> written = StrokeDistortion.Apply(strokes, random);
        double scale = random.BetweenLogs(9, 34) / XHeight, pen = random.BetweenLogs(1.3, 5.5) * scale;
        InkMask mask = Draw(written, scale, Math.Max(pen, 0.8), neighbour, random);
        PaperDistortion.Apply(mask, XHeight * scale, random);
        return Normalized(mask, text, random);
    }

    /// <summary>A mask of an unchanged item, with a pen and a paper by chance: what errors are measured on.</summary>
    public static InkMask ToMeasure(PenItem item, Generator random)
    {
        double scale = random.BetweenLogs(12, 32) / XHeight, pen = random.BetweenLogs(1.5, 4.5) * scale;
        InkMask mask = PenRenderer.Draw(item.Strokes, scale, Math.Max(pen, 1), 3);
        PaperDistortion.Apply(mask, XHeight * scale, random);
        return mask;
    }

    /// <summary>The example of a mask, with the errors of normalisation.</summary>
    public static LineSample? Normalized(InkMask mask, string text, Generator random)
    {
        var jitter = new LineJitter(Math.Exp(random.Bell() * 0.09), random.BetweenLogs(0.9, 1.12), random.Bell() * 1.0, random.Bell() * 0.12, random.Bell() * 1.2);
        return LineImage.Normalize(mask, null, jitter) is { } image ? new LineSample(image, text) : null;
    }

    static InkMask Draw(List<float[]> strokes, double scale, double pen, IReadOnlyList<float[]>? neighbour, Generator random)
    {
        const double Margin = 3;
        InkMask mask = PenRenderer.Draw(strokes, scale, pen, Margin);
        if (neighbour is null) return mask;
        // Only the rim of it reaches in, from above or from below.
        (double left, double top, double right, double bottom) = PenRenderer.Bounds(neighbour);
        double rim = Math.Min(XHeight * scale * random.Between(0.1, 0.5), mask.Height * 0.3), x = random.Between(-(right - left) * scale * 0.5, mask.Width * 0.7) - (left * scale);
        double y = random.Happens(0.5) ? rim - (bottom * scale) : mask.Height - rim - (top * scale);
        PenRenderer.Draw(mask, neighbour, scale, pen, x, y);
        return mask;
    }
}
