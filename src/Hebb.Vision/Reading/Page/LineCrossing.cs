namespace Hebb.Vision.Reading.Page;

/// <summary>Pieces that reach over several lines, because a letter hangs into the line below: they are cut between the lines.</summary>
static class LineCrossing
{
    // Of the zone of a line's small letters: what a piece must cover to take part in it, and to be found in it afterwards; how high the zone is in letters.
    const double Share = 0.5, SureShare = 0.65, Zone = 0.6;

    // Two words one below the other: how high and wide they are in letters, how much of the larger of their profiles the smaller has, and what is left between them.
    const double Tall = 1.7, Wide = 1.2, Peak = 0.4, Valley = 0.35;

    /// <summary>Cuts words of two lines that hang together where the rows have nearly no ink between two bands that have much.</summary>
    public static List<InkPiece> Split(IReadOnlyList<InkPiece> pieces, double[] local, double pen)
    {
        List<InkPiece> all = [];
        for (int i = 0; i < pieces.Count; i++)
        {
            InkPiece piece = pieces[i];
            if (piece.Box.Height > Tall * local[i] && piece.Box.Width > Wide * local[i] && ValleyRow(piece, local[i], pen) is { } row)
            {
                (InkPiece? above, InkPiece? below) = Cut(piece, row);
                if (above is not null && below is not null)
                {
                    all.Add(above);
                    all.Add(below);
                    continue;
                }
            }

            all.Add(piece);
        }

        return all;
    }

    /// <summary>Takes pieces out of their lines that stand in another line as well, and adds their parts to both.</summary>
    public static void Recut(List<PageLine> lines, Func<IReadOnlyList<InkPiece>, PageLine> describe)
    {
        List<InkPiece> crossing = [];
        for (int k = 0; k < lines.Count; k++)
        {
            InkPiece[] both = [.. lines[k].Pieces.Where(piece => piece.Box.Height > 1.35 * lines[k].BodyHeight
                && lines.Count(line => line.Pieces.Count > 2 && Covers(line, piece, LineGrouping.MiddleX(piece), SureShare)) >= 2)];
            if (both.Length == 0 || both.Length == lines[k].Pieces.Count) continue;
            crossing.AddRange(both);
            lines[k] = describe([.. lines[k].Pieces.Except(both)]);
        }

        if (crossing.Count > 0) Add(lines, crossing, describe);
    }

    static int? ValleyRow(InkPiece piece, double local, double pen)
    {
        int width = piece.Box.Width, height = piece.Box.Height, band = Math.Max(1, (int)(0.3 * local));
        double[] rows = [.. Enumerable.Range(0, height).Select(y => piece.Mask.Ink.AsSpan(y * width, width).ToArray().Sum(v => v) / 255.0)];
        double[] smooth = [.. Enumerable.Range(0, height).Select(y => rows.Skip(y - (band / 2)).Take(band).Average())];
        int valley = height / 4;
        for (int y = height / 4; y < height * 3 / 4; y++)
        {
            if (rows[y] < rows[valley]) valley = y;
        }

        double above = smooth.Take(valley).Max(), below = smooth.Skip(valley).Max(), low = Math.Min(above, below);
        bool isTwo = low >= Peak * Math.Max(above, below) && low > 4 * pen && rows[valley] <= Math.Min(6 * pen, Valley * low);
        return isTwo ? piece.Box.Top + valley : null;
    }

    /// <summary>Adds tall pieces, or the parts of them, to the lines that they belong to; those of no line become lines.</summary>
    public static void Add(List<PageLine> lines, IReadOnlyList<InkPiece> tall, Func<IReadOnlyList<InkPiece>, PageLine> describe)
    {
        var added = lines.ConvertAll(_ => new List<InkPiece>());
        foreach (InkPiece piece in tall)
        {
            double middle = LineGrouping.MiddleX(piece);
            int[] crossed = [.. Enumerable.Range(0, lines.Count).Where(k => Crosses(lines[k], piece, middle)).OrderBy(k => lines[k].Baseline.At(middle))];
            if (crossed.Length == 0)
            {
                lines.Add(describe([piece]));
                added.Add([]);
                continue;
            }

            InkPiece? rest = piece;
            for (int n = 0; n < crossed.Length - 1 && rest is not null; n++)
            {
                PageLine upper = lines[crossed[n]], lower = lines[crossed[n + 1]];
                (InkPiece? above, InkPiece? below) = Cut(rest, Row(rest, upper.Baseline.At(middle), lower.Baseline.At(middle) - lower.BodyHeight));
                if (above is not null) added[crossed[n]].Add(above);
                rest = below;
            }

            if (rest is not null) added[crossed[^1]].Add(rest);
        }

        for (int k = 0; k < lines.Count; k++)
        {
            if (added[k].Count > 0) lines[k] = describe([.. lines[k].Pieces, .. added[k]]);
        }
    }

    static bool Crosses(PageLine line, InkPiece piece, double middle) => Covers(line, piece, middle, Share);

    static bool Covers(PageLine line, InkPiece piece, double middle, double share)
    {
        LetterBox box = piece.Box, own = line.Box;
        if (box.Right < own.Left - (2 * line.BodyHeight) || box.Left > own.Right + (2 * line.BodyHeight)) return false;
        double baseline = line.Baseline.At(middle), shared = Math.Min(box.Bottom, baseline) - Math.Max(box.Top, baseline - (Zone * line.BodyHeight));
        return shared >= share * Zone * line.BodyHeight;
    }

    // The row with the least ink between the foot of one line and the head of the next.
    static int Row(InkPiece piece, double from, double to)
    {
        if (to < from + 2) (from, to) = (((from + to) / 2) - 2, ((from + to) / 2) + 2);
        int top = Math.Clamp((int)from, piece.Box.Top + 1, piece.Box.Bottom - 1), bottom = Math.Clamp((int)to + 1, top + 1, piece.Box.Bottom), width = piece.Box.Width, best = top;
        double least = double.PositiveInfinity;
        for (int row = top; row < bottom; row++)
        {
            int ink = 0;
            foreach (byte value in piece.Mask.Ink.AsSpan((row - piece.Box.Top) * width, width)) ink += value;

            // Of equal rows the lowest: what hangs down belongs to the upper letter.
            if (ink <= least) (least, best) = (ink, row);
        }

        return best;
    }

    static (InkPiece? Above, InkPiece? Below) Cut(InkPiece piece, int row)
    {
        int width = piece.Box.Width, at = (row - piece.Box.Top) * width;
        return (Part(new LetterBox(piece.Box.Top, piece.Box.Left, row, piece.Box.Right), piece.Mask.Ink.AsSpan(0, at)),
            Part(new LetterBox(row, piece.Box.Left, piece.Box.Bottom, piece.Box.Right), piece.Mask.Ink.AsSpan(at)));
    }

    // Cut to its ink; null when there is none.
    static InkPiece? Part(LetterBox box, ReadOnlySpan<byte> ink)
    {
        int width = box.Width, left = width, right = 0, top = box.Height, bottom = 0, area = 0;
        for (int y = 0; y < box.Height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (ink[(y * width) + x] >= 128) area++;
                if (ink[(y * width) + x] < 32) continue;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x + 1), Math.Min(top, y), Math.Max(bottom, y + 1));
            }
        }

        if (area == 0) return null;
        var mask = new byte[(right - left) * (bottom - top)];
        for (int y = top; y < bottom; y++) ink.Slice((y * width) + left, right - left).CopyTo(mask.AsSpan((y - top) * (right - left)));
        return new InkPiece(new LetterBox(box.Top + top, box.Left + left, box.Top + bottom, box.Left + right), new InkMask(right - left, bottom - top, mask), area);
    }
}
