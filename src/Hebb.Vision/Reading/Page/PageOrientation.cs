namespace Hebb.Vision.Reading.Page;

/// <summary>Guesses from the places of the pieces alone whether a page lies on its side.</summary>
static class PageOrientation
{
    /// <summary>How much nearer the letters stand to those above and below than to those beside: above 1 the page may lie on its side, well above 1.5 it does. 1 when nothing can be said.</summary>
    public static double Sideways(PageLayout layout)
    {
        LetterBox[] boxes = [.. layout.Lines.SelectMany(line => line.Pieces).Select(piece => piece.Box)];
        if (boxes.Length < 4) return 1;
        double size = boxes.Select(box => (double)Math.Max(box.Width, box.Height)).Order().ElementAt(boxes.Length / 2);
        boxes = [.. boxes.Where(box => Math.Max(box.Width, box.Height) > 0.5 * size)];
        List<double> across = [], down = [];
        foreach (LetterBox box in boxes)
        {
            across.Add(Nearest(box, boxes, size, isAcross: true));
            down.Add(Nearest(box, boxes, size, isAcross: false));
        }

        return (Median(across) + (0.1 * size)) / (Median(down) + (0.1 * size));
    }

    // The gap to the nearest box that stands beside, or above or below; at most ten letters.
    static double Nearest(LetterBox box, LetterBox[] boxes, double size, bool isAcross)
    {
        double nearest = 10 * size;
        foreach (LetterBox other in boxes)
        {
            if (other == box) continue;
            int x = Math.Max(other.Left - box.Right, box.Left - other.Right), y = Math.Max(other.Top - box.Bottom, box.Top - other.Bottom);
            (int gap, int overlap) = isAcross ? (x, -y) : (y, -x);
            int least = isAcross ? Math.Min(box.Height, other.Height) : Math.Min(box.Width, other.Width);
            if (overlap > 0.4 * least) nearest = Math.Min(nearest, Math.Max(0, gap));
        }

        return nearest;
    }

    static double Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? 1 : values[values.Count / 2];
    }
}
