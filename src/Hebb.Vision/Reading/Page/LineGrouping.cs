namespace Hebb.Vision.Reading.Page;

/// <summary>Groups pieces of ink into lines: neighbours are joined, the nearest and most level first, unless letters would come to stand above each other.</summary>
static class LineGrouping
{
    // In heights of letters: how far apart the letters of a line may stand, how much a letter may jump; what a small piece, a bar and a piece over several lines is.
    const double Reach = 9, Jump = 0.8, Small = 0.5, Bar = 0.3, Tall = 2.3;

    public static List<PageLine> Group(IReadOnlyList<InkPiece> pieces, double bodyHeight, double strokeWidth)
    {
        double[] local = LocalHeights(pieces, bodyHeight);
        List<InkPiece> parts = LineCrossing.Split(pieces, local, strokeWidth);
        if (parts.Count > pieces.Count) (pieces, local) = (parts, LocalHeights(parts, bodyHeight));
        List<int> letters = [], tall = [];
        List<InkPiece> small = [];
        for (int i = 0; i < pieces.Count; i++)
        {
            LetterBox box = pieces[i].Box;
            if (box.Height > Tall * local[i]) tall.Add(i);
            else if (box.Height < Bar * local[i] || Math.Max(box.Height, 0.7 * box.Width) < Small * local[i]) small.Add(pieces[i]);
            else letters.Add(i);
        }

        // Without any others they are letters.
        if (letters.Count == 0) (letters, tall) = (tall, []);
        letters.Sort((i, j) => MiddleX(pieces[i]).CompareTo(MiddleX(pieces[j])));
        InkPiece[] sorted = [.. letters.Select(i => pieces[i])];
        double[] heights = [.. letters.Select(i => local[i])];
        List<List<InkPiece>> groups = Join(sorted, heights, slope: 0);
        double slope = Slope(groups, bodyHeight);
        if (Math.Abs(slope) > 0.01) groups = Join(sorted, heights, slope);
        List<PageLine> lines = [.. groups.Select(line => Describe(line, strokeWidth, slope))];
        List<PageLine> fragments = Fragments(lines);
        lines.RemoveAll(fragments.Contains);
        LineCrossing.Add(lines, [.. tall.Select(i => pieces[i])], line => Describe(line, strokeWidth, slope));
        LineCrossing.Recut(lines, line => Describe(line, strokeWidth, slope));
        small.AddRange(fragments.SelectMany(line => line.Pieces));
        List<InkPiece> left = Attach(lines, small);

        // Fragments that stand alone are lines after all.
        foreach (PageLine fragment in fragments)
        {
            InkPiece[] own = [.. fragment.Pieces.Where(left.Contains)];
            if (own.Length > 0) lines.Add(Describe([.. own], strokeWidth, slope));
        }

        return ReadingOrder.Arrange(lines);
    }

    // One or two pieces lower than the letters of a line over whose letters they hang: an apostrophe, the bar of a T.
    static List<PageLine> Fragments(List<PageLine> lines) => [.. lines.Where(line => line.Pieces.Count <= 2 && lines.Any(other =>
        other.Pieces.Count > 2 && line.Box.Height < 0.9 * other.BodyHeight
        && line.Box.Left > other.Box.Left - other.BodyHeight && line.Box.Right < other.Box.Right + other.BodyHeight
        && (other.Baseline.At((line.Box.Left + line.Box.Right) / 2.0) - ((line.Box.Top + line.Box.Bottom) / 2.0)) / other.BodyHeight is > -0.3 and < 1.6))];

    /// <summary>The slope of most of the lines: rows down for one column to the right.</summary>
    public static double Slope(IReadOnlyList<IReadOnlyList<InkPiece>> lines, double bodyHeight) => ComponentStatistics.WeightedMedian(lines
        .Where(line => line.Count > 2 && MiddleX(line[^1]) - MiddleX(line[0]) > 3 * bodyHeight)
        .Select(line => (LineFit.Fit(line, 0, 1).B, MiddleX(line[^1]) - MiddleX(line[0]))));

    // Near a piece: of the heights of its neighbours, the tall ones count more.
    static double[] LocalHeights(IReadOnlyList<InkPiece> pieces, double bodyHeight)
    {
        var heights = new double[pieces.Count];
        for (int i = 0; i < heights.Length; i++)
        {
            double x = MiddleX(pieces[i]), y = MiddleY(pieces[i]);
            double median = ComponentStatistics.WeightedMedian(pieces
                .Where(p => Math.Abs(MiddleX(p) - x) < 10 * bodyHeight && Math.Abs(MiddleY(p) - y) < 3 * bodyHeight)
                .Select(p => ((double)p.Box.Height, (double)p.Box.Height)));
            heights[i] = Math.Clamp(median, 0.4 * bodyHeight, 2.5 * bodyHeight);
        }

        return heights;
    }

    static List<List<InkPiece>> Join(InkPiece[] letters, double[] local, double slope)
    {
        var pairs = new List<(double Cost, int Left, int Right)>();
        for (int i = 0; i < letters.Length; i++)
        {
            for (int j = i + 1; j < letters.Length; j++)
            {
                double size = Math.Max(local[i], local[j]), dx = MiddleX(letters[j]) - MiddleX(letters[i]);
                if (dx > (Reach + 4) * size) break;
                double gap = Math.Max(0, letters[j].Box.Left - letters[i].Box.Right) / size;
                double jump = Math.Abs(MiddleY(letters[j]) - MiddleY(letters[i]) - (slope * dx)) / size;
                double overlap = Overlap(letters[i].Box, letters[j].Box, slope * dx);
                if (gap > Reach || (jump > Jump && overlap < 0.6)) continue;
                pairs.Add((gap + (2.5 * Math.Min(jump, 1 - overlap)) + jump, i, j));
            }
        }

        pairs.Sort();
        var lineOf = new int[letters.Length];
        var lines = new List<List<int>>(letters.Length);
        for (int i = 0; i < letters.Length; i++)
        {
            lineOf[i] = i;
            lines.Add([i]);
        }

        foreach ((_, int left, int right) in pairs)
        {
            int a = lineOf[left], b = lineOf[right];
            if (a == b || !Fits(lines[a], lines[b], letters, local, slope)) continue;
            lines[a].AddRange(lines[b]);
            lines[a].Sort();
            foreach (int i in lines[b]) lineOf[i] = a;
            lines[b] = [];
        }

        return [.. lines.Where(line => line.Count > 0).Select(line => line.ConvertAll(i => letters[i]))];
    }

    static bool Fits(List<int> a, List<int> b, InkPiece[] letters, double[] local, double slope)
    {
        // No letter above another one.
        foreach (int i in a)
        {
            LetterBox first = letters[i].Box;
            foreach (int j in b)
            {
                LetterBox second = letters[j].Box;
                int across = Math.Min(first.Right, second.Right) - Math.Max(first.Left, second.Left);
                if (across <= 0.3 * Math.Min(first.Width, second.Width)) continue;
                int down = Math.Min(first.Bottom, second.Bottom) - Math.Max(first.Top, second.Top);
                double size = Math.Max(local[i], local[j]);
                if (down < 0.2 * Math.Min(first.Height, second.Height) && Math.Max(first.Bottom, second.Bottom) - Math.Min(first.Top, second.Top) > 1.6 * size) return false;
            }
        }

        // Each goes on where the other points.
        if (a.Count + b.Count < 4) return true;
        (List<int> left, List<int> right) = letters[a[0]].Box.Left + letters[a[^1]].Box.Right < letters[b[0]].Box.Left + letters[b[^1]].Box.Right ? (a, b) : (b, a);
        int[] near = [.. left.TakeLast(5), .. right.Take(5)];
        (double offset, double trend) = Trend([.. near.Select(i => letters[i])], slope);
        double size2 = near.Average(i => local[i]);
        foreach (int i in near)
        {
            double off = MiddleY(letters[i]) - offset - (trend * MiddleX(letters[i]));
            if (Math.Abs(off) > 0.75 * size2) return false;
        }

        return true;
    }

    // A straight line through the middles, drawn to the slope of the page.
    static (double Offset, double Slope) Trend(InkPiece[] pieces, double slope)
    {
        double n = pieces.Length, mx = pieces.Average(MiddleX), my = pieces.Average(MiddleY), xx = 0, xy = 0;
        double width = pieces.Average(p => p.Box.Height);
        foreach (InkPiece piece in pieces)
        {
            double dx = MiddleX(piece) - mx;
            xx += dx * dx;
            xy += dx * (MiddleY(piece) - my - (slope * dx));
        }

        double trend = slope + (xy / (xx + (4 * n * width * width)));
        return (my - (trend * mx), trend);
    }

    static PageLine Describe(IReadOnlyList<InkPiece> pieces, double strokeWidth, double slope)
    {
        double height = ComponentStatistics.WeightedMedian(pieces.Select(p => ((double)p.Box.Height, (double)p.Box.Height)));
        return new PageLine([.. pieces.OrderBy(MiddleX)], LineFit.Fit(pieces, slope, 2), height, strokeWidth);
    }

    // Dots, commas, dashes and bars go to the line beside them; those without one come back.
    static List<InkPiece> Attach(List<PageLine> lines, IReadOnlyList<InkPiece> small)
    {
        var left = new List<InkPiece>();
        var added = lines.ConvertAll(_ => new List<InkPiece>());
        foreach (InkPiece piece in small)
        {
            double x = MiddleX(piece), y = MiddleY(piece), best = double.PositiveInfinity;
            int chosen = -1;
            for (int k = 0; k < lines.Count; k++)
            {
                PageLine line = lines[k];
                double height = line.BodyHeight;
                double gap = line.Pieces.Min(p => Math.Max(0, Math.Max(p.Box.Left - piece.Box.Right, piece.Box.Left - p.Box.Right)));
                if (gap > 1.5 * height) continue;
                double above = (line.Baseline.At(x) - y) / height;
                if (above is < -0.6 or > 1.8) continue;
                double cost = Math.Abs(above - 0.5) + (0.5 * gap / height);
                if (cost < best) (best, chosen) = (cost, k);
            }

            (chosen >= 0 ? added[chosen] : left).Add(piece);
        }

        for (int k = 0; k < lines.Count; k++) lines[k] = lines[k] with { Pieces = [.. lines[k].Pieces.Concat(added[k]).OrderBy(MiddleX)] };
        return left;
    }

    static double Overlap(LetterBox left, LetterBox right, double drop)
    {
        double down = Math.Min(left.Bottom + drop, right.Bottom) - Math.Max(left.Top + drop, right.Top);
        return Math.Clamp(down / Math.Min(left.Height, right.Height), 0, 1);
    }

    internal static double MiddleX(InkPiece piece) => (piece.Box.Left + piece.Box.Right) / 2.0;

    internal static double MiddleY(InkPiece piece) => (piece.Box.Top + piece.Box.Bottom) / 2.0;
}
