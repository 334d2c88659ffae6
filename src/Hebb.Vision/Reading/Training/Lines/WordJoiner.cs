namespace Hebb.Vision.Reading.Training;

/// <summary>Writes lines of words that one writer wrote one by one.</summary>
static class WordJoiner
{
    const float XHeight = 20;
    const string Below = "gjpqyQ,;fz", Above = "bdfhkltiABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>The words side by side, each on the line as far as its letters tell where that is.</summary>
    public static (string Text, List<float[]> Strokes) Join(IReadOnlyList<PenItem> words, Generator random)
    {
        var strokes = new List<float[]>();
        double at = 0, gap = random.Between(9, 26);
        foreach (PenItem word in words)
        {
            (double left, double top, double right, double bottom) = PenRenderer.Bounds(word.Strokes);
            double foot = Foot(word.Text, top, bottom) + (random.Bell() * 1.5);
            foreach (float[] stroke in word.Strokes)
            {
                var moved = new float[stroke.Length];
                for (int i = 0; i + 1 < stroke.Length; i += 2) (moved[i], moved[i + 1]) = ((float)(stroke[i] - left + at), (float)(stroke[i + 1] - foot));
                strokes.Add(moved);
            }

            at += right - left + (gap * random.Between(0.7, 1.4));
        }

        return (string.Join(' ', words.Select(word => word.Text)), strokes);
    }

    // A word without descenders stands on its lower edge; else its top tells.
    static double Foot(string text, double top, double bottom)
    {
        if (!text.AsSpan().ContainsAny(Below)) return bottom;
        return Math.Min(bottom, top + (text.AsSpan().ContainsAny(Above) ? 2.0 * XHeight : 1.1 * XHeight));
    }
}
