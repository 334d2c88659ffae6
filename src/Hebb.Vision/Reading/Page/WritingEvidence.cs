using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>What speaks for and against that the pieces found on a page are writing.</summary>
/// <param name="Clutter">Dark pixels beside the pieces that are none of them, for one pixel of the pieces.</param>
/// <param name="PenSpread">How much the stroke widths of the pieces differ: the deviation of their logarithms.</param>
/// <param name="InkSpread">How much their darkness differs, the same way.</param>
/// <param name="Signal">Their contrast in deviations of the paper's own.</param>
/// <param name="Bars">The share of the pieces that are but a straight stroke.</param>
/// <param name="Letters">How many pieces there are that are large enough to be letters.</param>
sealed record WritingEvidence(double Clutter, double PenSpread, double InkSpread, double Signal, double Bars, int Letters)
{
    // From samples of writing on all kinds of paper, and of textures and photographs without any.
    const double LeastSignal = 8, SureSignal = 16, MostClutter = 0.3, MostPenSpread = 0.3, WildPenSpread = 0.5, MostInkSpread = 0.42, MostBars = 0.75;

    /// <summary>Whether it may be writing: dark enough against the grain of the paper, of one pen.</summary>
    public bool IsWriting =>
        Letters > 0 && Signal >= LeastSignal && PenSpread <= WildPenSpread && (InkSpread <= MostInkSpread || Letters < 3) && (Bars <= MostBars || Letters < 6)
        && (Signal >= SureSignal || (Clutter <= MostClutter && PenSpread <= MostPenSpread));

    public static WritingEvidence Of(InkMap map, WritingSize size, byte[] dark, IReadOnlyList<PageLine> lines)
    {
        int width = map.Width, height = map.Height, reach = Math.Max(2, (int)Math.Round(size.StrokeWidth)), near = Math.Max(4, (int)size.BodyHeight);
        byte[] writing = new byte[width * height], around = new byte[width * height];
        List<double> pens = [], levels = [], signals = [];
        int bars = 0;
        foreach (InkPiece piece in lines.SelectMany(line => line.Pieces))
        {
            double sum = 0, squares = 0;
            for (int y = 0, i = 0; y < piece.Box.Height; y++)
            {
                for (int x = 0; x < piece.Box.Width; x++, i++)
                {
                    if (piece.Mask.Ink[i] < 128) continue;
                    int at = ((piece.Box.Top + y) * width) + piece.Box.Left + x;
                    writing[at] = 255;
                    double s = map.Strength[at];
                    sum += s;
                    squares += s * s;
                }
            }

            for (int y = Math.Max(0, piece.Box.Top - near); y < Math.Min(height, piece.Box.Bottom + near); y++)
            {
                int left = Math.Max(0, piece.Box.Left - near);
                around.AsSpan((y * width) + left, Math.Min(width, piece.Box.Right + near) - left).Fill(255);
            }

            if (Math.Max(piece.Box.Height, piece.Box.Width) < 0.5 * size.BodyHeight) continue;
            pens.Add(Math.Log(PenOf(piece)));
            levels.Add(Math.Log(Math.Max(1, squares / Math.Max(1, sum))));
            signals.Add(squares / Math.Max(1, sum) / map.Floor.DeviationAt((piece.Box.Left + piece.Box.Right) / 2, (piece.Box.Top + piece.Box.Bottom) / 2));
            if (IsBar(piece, size.StrokeWidth)) bars++;
        }

        Image grown = Morphology.Dilate(new Image(width, height, 1, writing), reach, reach);
        ReadOnlySpan<byte> near2 = grown.Pixels;
        int clutter = 0, own = 0;
        for (int i = 0; i < dark.Length; i++)
        {
            if (writing[i] != 0) own++;
            else if (dark[i] != 0 && around[i] != 0 && near2[i] == 0) clutter++;
        }

        return new WritingEvidence(clutter / (double)Math.Max(1, own), Spread(pens), Spread(levels), Median(signals), bars / (double)Math.Max(1, pens.Count), pens.Count);
    }

    // A straight stroke and no more.
    static bool IsBar(InkPiece piece, double pen) => Math.Min(piece.Box.Width, piece.Box.Height) <= (2 * pen) + 2 && Math.Max(piece.Box.Width, piece.Box.Height) > 4 * pen;

    static double Median(List<double> values)
    {
        if (values.Count == 0) return 0;
        values.Sort();
        return values[values.Count / 2];
    }

    static double PenOf(InkPiece piece)
    {
        byte[] distance = DistanceTransform.Compute(piece.Mask.Ink, piece.Box.Width, piece.Box.Height, inkIsBelow: false);
        double sum = 0;
        foreach (byte d in distance) sum += d;
        return Math.Max(1, (sum / piece.Area * 4 / 3) - 2);
    }

    static double Spread(List<double> values)
    {
        if (values.Count < 2) return 0;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count);
    }
}
