namespace Hebb.Vision.Reading.Measures;

/// <summary>How many known boxes were found: each is paired with the found box that it overlaps most, if both have half of what they cover together (intersection over union).</summary>
static class BoxMatch
{
    const double Enough = 0.5;

    /// <summary>The number of known boxes that have a partner of their own.</summary>
    public static int Count(IReadOnlyList<LetterBox> known, IReadOnlyList<LetterBox> found)
    {
        var free = new List<LetterBox>(found);
        int matched = 0;
        foreach (LetterBox box in known)
        {
            int best = -1;
            double most = Enough;
            for (int i = 0; i < free.Count; i++)
            {
                double overlap = Overlap(box, free[i]);
                if (overlap >= most) (best, most) = (i, overlap);
            }

            if (best < 0) continue;
            matched++;
            free.RemoveAt(best);
        }

        return matched;
    }

    /// <summary>Intersection over union, 0 to 1.</summary>
    public static double Overlap(LetterBox a, LetterBox b)
    {
        double height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top), width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        if (height <= 0 || width <= 0) return 0;
        double both = height * width;
        return both / (((double)a.Height * a.Width) + ((double)b.Height * b.Width) - both);
    }
}
