using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Writing as soft ink: full where a stroke is as dark as it is nearby, nothing on paper, and between them the edge.</summary>
static class SoftInk
{
    // Of the darkness of the stroke nearby.
    const double Faint = 0.42, FaintDot = 0.66;
    const double Paper = 0.22, Full = 0.78;

    /// <summary>Makes it of the components that are dark enough to be writing.</summary>
    public static byte[] Of(InkMap map, WritingSize size, out byte[] mask)
    {
        int width = map.Width, height = map.Height;
        mask = map.Above((int)Math.Max(8, 0.28 * size.Contrast), 4);
        int across = LeastRule(size, width), down = LeastRule(size, height), thickest = (int)Math.Ceiling(1.6 * size.StrokeWidth) + 1;
        RuledLines.Remove(mask, map.Strength, width, height, across, down, thickest);
        map.RemoveAtEdge(mask);
        var components = ConnectedComponents.Label(mask, width, height, inkIsBelow: false);
        var found = new ComponentStatistics(components, map.Strength, mask);
        var isWriting = new bool[components.Count + 1];
        for (int k = 0; k < components.Count; k++)
        {
            // A full stop is as dark as the strokes; a faint speck is none.
            LetterBox box = components.Boxes[k];
            bool isDot = Math.Max(box.Width, box.Height) < 3 * size.StrokeWidth;
            isWriting[k + 1] = found.Contrast[k] >= (isDot ? FaintDot : Faint) * size.Contrast;
        }

        // Neighbours of components take part in their soft edges.
        int[] labels = components.Labels.ToArray();
        Grow(labels, width, height);
        int radius = Math.Max(2, (int)Math.Round(1.5 * size.StrokeWidth));
        Image nearby = Morphology.Dilate(new Image(width, height, 1, map.Strength.ToArray()), radius, radius);
        ReadOnlySpan<byte> darkest = nearby.Pixels, strength = map.Strength;
        var ink = new byte[width * height];
        for (int i = 0; i < ink.Length; i++)
        {
            int label = labels[i];
            if (!isWriting[label]) continue;
            double own = found.Contrast[label - 1], reference = Math.Clamp(darkest[i], 0.6 * own, 1.1 * own);
            ink[i] = (byte)Math.Clamp(255 * ((strength[i] / reference) - Paper) / (Full - Paper), 0, 255);
        }

        return ink;
    }

    // Longer than any stroke of a letter; on a strip of paper, nearly as long as it.
    static int LeastRule(WritingSize size, int side) =>
        (int)Math.Min(Math.Max(6 * size.BodyHeight, 30 * size.StrokeWidth), Math.Max(2.5 * size.BodyHeight, 0.8 * side));

    // By one pixel to each side.
    static void Grow(int[] labels, int width, int height)
    {
        int[] from = [.. labels];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<int> row = from.AsSpan(y * width, width);
            ReadOnlySpan<int> above = y > 0 ? from.AsSpan((y - 1) * width, width) : row, below = y < height - 1 ? from.AsSpan((y + 1) * width, width) : row;
            Span<int> to = labels.AsSpan(y * width, width);
            for (int x = 0; x < to.Length; x++)
            {
                if (row[x] != 0) continue;
                int label = above[x] != 0 ? above[x] : below[x];
                if (label == 0 && x > 0) label = row[x - 1];
                if (label == 0 && x + 1 < row.Length) label = row[x + 1];
                if (label != 0) to[x] = label;
            }
        }
    }
}
