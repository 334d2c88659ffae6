namespace Hebb.Vision.Reading.Page;

/// <summary>Puts pieces of ink together to letters by their places alone: dots over i and j, the bars of = and E, broken strokes.</summary>
static class LetterMerging
{
    /// <summary>The letters of a line, from the left: each the pieces that belong together.</summary>
    public static List<List<InkPiece>> Merge(PageLine line)
    {
        List<List<InkPiece>> letters = [.. line.Pieces.Select(piece => new List<InkPiece> { piece })];
        Dots(letters, line);
        bool merged = true;
        while (merged)
        {
            merged = false;
            for (int i = 0; i < letters.Count; i++)
            {
                for (int j = letters.Count - 1; j > i; j--)
                {
                    if (!BelongTogether(letters[i], letters[j], line)) continue;
                    letters[i].AddRange(letters[j]);
                    letters.RemoveAt(j);
                    merged = true;
                }
            }
        }

        return [.. letters.OrderBy(letter => Box(letter) is var box ? box.Left + box.Right : 0)];
    }

    // A dot or an accent above the line goes to the letter whose top is nearest to it.
    static void Dots(List<List<InkPiece>> letters, PageLine line)
    {
        double height = line.BodyHeight;
        for (int i = letters.Count - 1; i >= 0; i--)
        {
            LetterBox dot = Box(letters[i]);
            if (Math.Max(dot.Width, dot.Height) > 0.55 * height || dot.Bottom > line.Baseline.At((dot.Left + dot.Right) / 2.0) - (0.5 * height)) continue;
            double best = 0.7 * height;
            List<InkPiece>? nearest = null;
            foreach (List<InkPiece> letter in letters)
            {
                LetterBox box = Box(letter);
                if (box.Top < dot.Bottom - (0.3 * dot.Height) || box.Height < 0.4 * height) continue;
                double across = Math.Max(0, Math.Max(box.Left - dot.Right, dot.Left - box.Right)), off = Math.Abs(((box.Left + box.Right) - (dot.Left + dot.Right)) / 2.0);
                double distance = across + (0.5 * off) + (0.3 * (box.Top - dot.Bottom));
                if (across < 0.25 * height && distance < best) (best, nearest) = (distance, letter);
            }

            if (nearest is null) continue;
            nearest.AddRange(letters[i]);
            letters.RemoveAt(i);
        }
    }

    public static LetterBox Box(IEnumerable<InkPiece> letter) => letter.Select(piece => piece.Box).Aggregate((a, b) => a.Union(b));

    static bool BelongTogether(List<InkPiece> first, List<InkPiece> second, PageLine line)
    {
        LetterBox a = Box(first), b = Box(second), both = a.Union(b);
        double height = line.BodyHeight, pen = line.StrokeWidth;
        int across = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left), down = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        if (across < -pen || down < -height) return false;
        LetterBox small = a.Height * a.Width < b.Height * b.Width ? a : b, large = small == a ? b : a;
        double overlap = across / (double)Math.Max(1, small.Width);

        // One above the other, as the dot of an i or the bars of =.
        if (down <= 0 && overlap >= 0.5 && both.Height <= 2.4 * height && (small.Height < 0.6 * height || small.Height < 0.35 * small.Width)) return true;
        double contained = Math.Max(0, across) * Math.Max(0, down) / (double)(small.Width * small.Height);
        bool isDot = Math.Max(small.Height, small.Width) < Math.Max(0.25 * height, 2.5 * pen);
        if (contained >= 0.7 && !(isDot && IsFullStop(small, large, line))) return true;
        if (overlap < 0.2 && !(isDot && down > 0)) return false;
        if (isDot && IsFullStop(small, large, line)) return Distance(first, second) <= 0.5 * pen;
        return both.Width <= 1.8 * height && (overlap >= 0.5 || isDot) && Distance(first, second) <= Math.Max(2, (overlap > 0.7 ? 1.5 : 0.8) * pen);
    }

    // On the line, right of the middle of the letter.
    static bool IsFullStop(LetterBox small, LetterBox large, PageLine line)
    {
        double middle = (small.Left + small.Right) / 2.0;
        return small.Top > line.Baseline.At(middle) - (0.45 * line.BodyHeight) && middle > (large.Left + large.Right) / 2.0;
    }

    // Pixels from ink to ink.
    static double Distance(List<InkPiece> first, List<InkPiece> second)
    {
        double best = double.PositiveInfinity;
        foreach (InkPiece a in first)
        {
            List<(int X, int Y)> edge = Edge(a);
            foreach (InkPiece b in second)
            {
                foreach ((int x, int y) in Edge(b))
                {
                    foreach ((int u, int v) in edge) best = Math.Min(best, ((x - u) * (x - u)) + ((y - v) * (y - v)));
                }
            }
        }

        return Math.Sqrt(best) - 1;
    }

    static List<(int X, int Y)> Edge(InkPiece piece)
    {
        var edge = new List<(int X, int Y)>();
        int width = piece.Box.Width, height = piece.Box.Height;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (Has(x, y) && !(Has(x - 1, y) && Has(x + 1, y) && Has(x, y - 1) && Has(x, y + 1))) edge.Add((piece.Box.Left + x, piece.Box.Top + y));
            }
        }

        return edge;

        bool Has(int x, int y) => (uint)x < (uint)width && (uint)y < (uint)height && piece.Mask.Ink[(y * width) + x] >= 128;
    }
}
