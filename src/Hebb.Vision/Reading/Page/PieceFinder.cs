namespace Hebb.Vision.Reading.Page;

/// <summary>Cuts the soft ink of a page into its connected pieces.</summary>
static class PieceFinder
{
    /// <summary>The pieces, but for those too small to be a dot.</summary>
    /// <param name="ink">Soft ink.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="leastArea">Fewer pixels are a speck.</param>
    public static List<InkPiece> Find(ReadOnlySpan<byte> ink, int width, int height, double leastArea)
    {
        var components = ConnectedComponents.Label(ink, width, height, inkIsBelow: false);
        ReadOnlySpan<int> labels = components.Labels;
        var pieces = new List<InkPiece>();
        for (int k = 0; k < components.Count; k++)
        {
            if (components.Areas[k] < leastArea) continue;
            LetterBox core = components.Boxes[k];
            LetterBox box = new(Math.Max(0, core.Top - 1), Math.Max(0, core.Left - 1), Math.Min(height, core.Bottom + 1), Math.Min(width, core.Right + 1));
            pieces.Add(new InkPiece(box, Mask(ink, labels, width, height, box, k + 1), components.Areas[k]));
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
