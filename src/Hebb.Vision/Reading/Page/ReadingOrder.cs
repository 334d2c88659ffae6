namespace Hebb.Vision.Reading.Page;

/// <summary>The order in which the lines of a page are read: from the top, columns one after the other.</summary>
static class ReadingOrder
{
    // In heights of letters: the least gap between columns, and the least width of a column; a narrower one is a list of numbers. Lines that a gap must part, and of those that it meets, the share.
    const double LeastGap = 2.2, LeastWidth = 3, Share = 0.7;
    const int LeastLines = 3;

    /// <summary>Parts lines that reach over the gap between two columns, and puts all in order.</summary>
    public static List<PageLine> Arrange(IReadOnlyList<PageLine> lines)
    {
        List<PageLine> sorted = [.. lines.OrderBy(Middle)];
        return Gap(sorted) is not { } gap ? sorted : Columns(sorted, gap);
    }

    static List<PageLine> Columns(List<PageLine> sorted, (double Left, double Right, double Top, double Bottom) gap)
    {
        List<PageLine> before = [], left = [], right = [], after = [];
        double middle = (gap.Left + gap.Right) / 2;
        foreach (PageLine line in sorted)
        {
            double row = Middle(line);
            if (row < gap.Top || row > gap.Bottom) (row < gap.Top ? before : after).Add(line);
            else if (line.Box.Right <= middle) left.Add(line);
            else if (line.Box.Left >= middle) right.Add(line);
            else
            {
                AddPart(left, line, piece => LineGrouping.MiddleX(piece) < middle);
                AddPart(right, line, piece => LineGrouping.MiddleX(piece) >= middle);
            }
        }

        if (left.Count == 0 || right.Count == 0) return sorted;

        // A third column is found in the same way.
        return [.. before, .. Arrange(left), .. Arrange(right), .. after];
    }

    static void AddPart(List<PageLine> column, PageLine line, Func<InkPiece, bool> isIn)
    {
        InkPiece[] pieces = [.. line.Pieces.Where(isIn)];
        if (pieces.Length == 0) return;
        double height = ComponentStatistics.WeightedMedian(pieces.Select(p => ((double)p.Box.Height, (double)p.Box.Height)));
        column.Add(line with { Pieces = pieces, BodyHeight = height });
    }

    // Around the middle of the line, so that sloping lines do not overtake each other.
    static double Middle(PageLine line) => line.Baseline.At((line.Box.Left + line.Box.Right) / 2.0) - (line.BodyHeight / 2);

    static (double Left, double Right, double Top, double Bottom)? Gap(List<PageLine> lines)
    {
        (double Left, double Right, double Top, double Bottom, int Count)? best = null;
        foreach (PageLine line in lines)
        {
            foreach ((double left, double right) in Gaps(line))
            {
                (double Left, double Right, double Top, double Bottom, int Count)? grown = Grow(lines, left, right);
                if (grown is { } one && (best is null || one.Count > best.Value.Count)) best = one;
            }
        }

        return best is { } found ? (found.Left, found.Right, found.Top, found.Bottom) : null;
    }

    // The stretch of lines that a gap parts or passes by; a line of its own on either side counts with its neighbour on the other.
    static (double Left, double Right, double Top, double Bottom, int Count)? Grow(List<PageLine> lines, double left, double right)
    {
        int parted = 0, met = 0, onLeft = 0, onRight = 0;
        double top = double.PositiveInfinity, bottom = double.NegativeInfinity, widthLeft = 0, widthRight = 0;
        foreach (PageLine line in lines)
        {
            double height = line.BodyHeight;
            bool isLeft = line.Pieces.Any(piece => LineGrouping.MiddleX(piece) < left + (0.3 * height)), isRight = line.Pieces.Any(piece => LineGrouping.MiddleX(piece) > right - (0.3 * height));
            if (isLeft && isRight)
            {
                met++;
                (double Left, double Right)? own = Gaps(line).Select(g => ((double Left, double Right)?)(Math.Max(g.Left, left), Math.Min(g.Right, right))).FirstOrDefault(g => g!.Value.Right - g.Value.Left >= LeastGap * 0.6 * height);
                if (own is not { } shared) continue;
                (left, right) = shared;
                parted++;
            }
            else if (isLeft) onLeft++;
            else onRight++;

            if (!(isLeft && isRight))
            {
                // Alone on its side: it must stay clear of the gap.
                if (isLeft ? line.Box.Right > right : line.Box.Left < left) continue;
            }

            widthLeft = Math.Max(widthLeft, (left - line.Box.Left) / height);
            widthRight = Math.Max(widthRight, (line.Box.Right - right) / height);
            (top, bottom) = (Math.Min(top, Middle(line)), Math.Max(bottom, Middle(line)));
        }

        int count = parted + Math.Min(onLeft, onRight);
        bool isColumn = count >= LeastLines && parted >= Share * met && widthLeft >= LeastWidth && widthRight >= LeastWidth;
        return isColumn ? (left, right, top, bottom, count) : null;
    }

    // Those much wider than the others of the line.
    static List<(double Left, double Right)> Gaps(PageLine line)
    {
        List<(double Left, double Right)> gaps = [];
        double reached = double.NegativeInfinity;
        foreach (InkPiece piece in line.Pieces.OrderBy(piece => piece.Box.Left))
        {
            if (piece.Box.Left > reached && reached > double.NegativeInfinity) gaps.Add((reached, piece.Box.Left));
            reached = Math.Max(reached, piece.Box.Right);
        }

        if (gaps.Count == 0) return gaps;
        double[] widths = [.. gaps.Select(g => g.Right - g.Left).Order()];
        double usual = widths[(int)(0.75 * (widths.Length - 1))], least = Math.Max(LeastGap * line.BodyHeight, widths.Length < 4 ? 0 : 2 * usual);
        return [.. gaps.Where(g => g.Right - g.Left >= least)];
    }
}
