namespace Hebb.Vision.Reading.Page;

/// <summary>How a page must be turned so that its lines are level.</summary>
static class PageSlope
{
    // Less than a degree is left: to turn costs a little sharpness.
    const double Least = 0.018;

    /// <summary>The change that makes the lines level, and the size of the page that holds them all then; null when they are level already.</summary>
    public static (Straightening Straightening, int Width, int Height)? Of(IReadOnlyList<PageLine> lines, InkMask ink, double bodyHeight)
    {
        (double Y, double Slope, double Weight)[] known =
        [
            .. lines.Where(line => line.Pieces.Count >= 3 && line.Box.Width > 4 * line.BodyHeight).Select(line =>
            {
                LetterBox box = line.Box;
                double middle = (box.Left + box.Right) / 2.0;
                return (line.Baseline.At(middle), (line.Baseline.At(box.Right) - line.Baseline.At(box.Left)) / box.Width, (double)box.Width);
            }),
        ];
        if (known.Length == 0) return null;

        // Where lines disagree, as a line that runs downhill does with the others, the level ones have a vote more.
        double slope = ComponentStatistics.WeightedMedian(known.Select(k => (k.Slope, k.Weight)).Append((0, 0.25 * known.Sum(k => k.Weight)))), centreY = ink.Height / 2.0, centreX = ink.Width / 2.0;
        double fan = Fan(known, centreY, ref slope);
        if (Math.Abs(slope) < Least && Math.Abs(fan) * ink.Height / 2 < Least) return null;
        var straightening = new Straightening(0, 0, centreX, centreY, slope, fan);
        double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right;
        foreach (PageLine line in lines)
        {
            LetterBox box = line.Box;
            foreach ((double x, double y) in ((double X, double Y)[])[(box.Left, box.Top), (box.Right, box.Top), (box.Left, box.Bottom), (box.Right, box.Bottom)])
            {
                (double u, double v) = straightening.ToPage(x, y);
                (left, right, top, bottom) = (Math.Min(left, u), Math.Max(right, u), Math.Min(top, v), Math.Max(bottom, v));
            }
        }

        (left, top) = (Math.Floor(left - bodyHeight), Math.Floor(top - bodyHeight));
        return (straightening with { Left = left, Top = top }, (int)(right + bodyHeight - left) + 1, (int)(bottom + bodyHeight - top) + 1);
    }

    // Lines that fan out: the slope as a straight line over the rows, when there are enough of them and they agree.
    static double Fan((double Y, double Slope, double Weight)[] known, double centreY, ref double slope)
    {
        if (known.Length < 4) return 0;
        double sum = known.Sum(k => k.Weight), my = known.Sum(k => k.Weight * k.Y) / sum, ms = known.Sum(k => k.Weight * k.Slope) / sum;
        double yy = known.Sum(k => k.Weight * (k.Y - my) * (k.Y - my)), ys = known.Sum(k => k.Weight * (k.Y - my) * (k.Slope - ms)), ss = known.Sum(k => k.Weight * (k.Slope - ms) * (k.Slope - ms));
        if (yy <= 0 || ys * ys < 0.6 * yy * ss) return 0;
        double fan = ys / yy;
        slope = ms + (fan * (centreY - my));
        return fan;
    }
}
