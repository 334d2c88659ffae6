namespace Hebb.Vision.Reading.Page;

/// <summary>How large and how dark the writing of a page is.</summary>
/// <param name="Contrast">The typical darkness of its ink, 0 to 255.</param>
/// <param name="StrokeWidth">The width of the pen in pixels.</param>
/// <param name="BodyHeight">The typical height of a letter in pixels.</param>
sealed record WritingSize(double Contrast, double StrokeWidth, double BodyHeight)
{
    const int Least = 10;
    const double Deviations = 4.5;

    /// <summary>Measures it, or finds that there is no writing: null.</summary>
    public static WritingSize? Of(InkMap map)
    {
        byte[] mask = map.Above(Least, Deviations);
        RemoveRules(mask, map);
        double contrast = TypicalContrast(Statistics(map, mask));
        return contrast < Least ? null : Of(map, contrast);
    }

    /// <summary>Measures it when the contrast is known.</summary>
    public static WritingSize? Of(InkMap map, double contrast)
    {
        byte[] mask = map.Above((int)Math.Max(Least, 0.45 * contrast), Deviations);
        RemoveRules(mask, map);
        ComponentStatistics found = Statistics(map, mask);
        (double Width, double Height, double Weight)[] strokes = [.. Enumerable.Range(0, found.Components.Count).Where(k => IsStroke(found, k) && found.Contrast[k] > 0.6 * contrast)
            .Select(k => (found.StrokeWidth[k], (double)found.Components.Boxes[k].Height, found.Components.Areas[k] * found.Contrast[k]))];
        if (strokes.Length == 0) return null;
        double pen = ComponentStatistics.WeightedMedian(strokes.Select(s => (s.Width, s.Weight)));
        double height = ComponentStatistics.WeightedMedian(strokes.Where(s => s.Height >= 2.5 * pen).Select(s => (s.Height, s.Height)));
        return new WritingSize(contrast, pen, height > 0 ? height : 5 * pen);
    }

    /// <summary>How many strokes there are that are dark against the grain of the paper and as wide as those of another measurement.</summary>
    public static int Alike(InkMap map, WritingSize other)
    {
        byte[] mask = map.Above((int)Math.Max(Least, 0.45 * other.Contrast), Deviations);
        RemoveRules(mask, map);
        ComponentStatistics found = Statistics(map, mask);
        return Enumerable.Range(0, found.Components.Count).Count(k =>
        {
            LetterBox box = found.Components.Boxes[k];
            double deviation = map.Floor.DeviationAt((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
            return IsStroke(found, k) && found.Contrast[k] >= Math.Max(0.6 * other.Contrast, 14 * deviation)
                && found.StrokeWidth[k] > 0.6 * other.StrokeWidth && found.StrokeWidth[k] < 1.6 * other.StrokeWidth && box.Height > 0.5 * other.BodyHeight && box.Height < 2 * other.BodyHeight;
        });
    }

    // Those across much of the page; the size of letters is not known yet.
    static void RemoveRules(byte[] mask, InkMap map)
    {
        int thickness = Math.Max(1, Math.Max(map.Width, map.Height) / 110);
        RuledLines.Remove(mask, map.Strength, map.Width, map.Height, (int)(0.35 * map.Width), (int)(0.35 * map.Height), thickness);
        map.RemoveAtEdge(mask);
    }

    static ComponentStatistics Statistics(InkMap map, byte[] mask) => new(ConnectedComponents.Label(mask, map.Width, map.Height, inkIsBelow: false), map.Strength, mask);

    // Dark ones count more: noise and what shines through are many, but faint.
    static double TypicalContrast(ComponentStatistics found) => ComponentStatistics.WeightedMedian(Enumerable.Range(0, found.Components.Count)
        .Where(k => IsStroke(found, k))
        .Select(k => (found.Contrast[k], found.Components.Areas[k] * found.Contrast[k] * found.Contrast[k])));

    static bool IsStroke(ComponentStatistics found, int k)
    {
        LetterBox box = found.Components.Boxes[k];
        if (box.Top == 0 || box.Left == 0 || box.Bottom == found.Components.Height || box.Right == found.Components.Width) return false;
        return Math.Max(box.Width, box.Height) is int longer && longer >= 6 && longer >= 2.5 * found.StrokeWidth[k];
    }
}
