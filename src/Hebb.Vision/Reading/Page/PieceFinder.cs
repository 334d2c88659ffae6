namespace Hebb.Vision.Reading.Page;

/// <summary>Cuts the soft ink of a page into its connected pieces.</summary>
static class PieceFinder
{
    // In pens: what is smaller in area is a speck, what is wider throughout or in one place is a smudge or an edge of paper, what is low and thin is left of a rule.
    const double Speck = 0.5, Wide = 2.2, Widest = 5, Thin = 0.45;

    /// <summary>The pieces that are made of strokes.</summary>
    public static List<InkPiece> Find(InkMask ink, WritingSize size)
    {
        int width = ink.Width, height = ink.Height;
        var components = ConnectedComponents.Label(ink.Ink, width, height, inkIsBelow: false);
        var shapes = new ComponentStatistics(components, ink.Ink, ink.Ink);
        ReadOnlySpan<int> labels = components.Labels;
        var pieces = new List<InkPiece>();
        double pen = size.StrokeWidth;
        for (int k = 0; k < components.Count; k++)
        {
            LetterBox core = components.Boxes[k];
            bool isAtEdge = core.Top == 0 || core.Left == 0 || core.Bottom == height || core.Right == width;
            if (components.Areas[k] < Speck * pen * pen || shapes.StrokeWidth[k] > (Wide * pen) + 1 || shapes.LargestWidth[k] > (Widest * pen) + 1) continue;
            if (shapes.LargestWidth[k] < Thin * pen && core.Height < 0.35 * size.BodyHeight) continue;
            if (isAtEdge && (core.Height < 0.6 * size.BodyHeight || shapes.LargestWidth[k] > (2.5 * pen) + 1)) continue;
            LetterBox box = new(Math.Max(0, core.Top - 1), Math.Max(0, core.Left - 1), Math.Min(height, core.Bottom + 1), Math.Min(width, core.Right + 1));
            pieces.Add(new InkPiece(box, Mask(ink.Ink, labels, width, height, box, k + 1), components.Areas[k]));
        }

        return pieces;
    }

    // Its own pixels, and the soft edge beside them that belongs to no other piece.
    static InkMask Mask(ReadOnlySpan<byte> ink, ReadOnlySpan<int> labels, int width, int height, LetterBox box, int label)
    {
        var mask = new byte[box.Width * box.Height];
        for (int y = box.Top, to = 0; y < box.Bottom; y++)
        {
            for (int x = box.Left; x < box.Right; x++, to++)
            {
                int i = (y * width) + x;
                if (labels[i] == label || (labels[i] == 0 && ink[i] > 0 && Touches(labels, width, height, x, y, label))) mask[to] = ink[i];
            }
        }

        return new InkMask(box.Width, box.Height, mask);
    }

    static bool Touches(ReadOnlySpan<int> labels, int width, int height, int x, int y, int label)
    {
        for (int v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
        {
            for (int u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
            {
                if (labels[(v * width) + u] == label) return true;
            }
        }

        return false;
    }
}
