namespace Hebb.Vision.Reading.Lines;

/// <summary>The likeliest class of each frame, repeats joined, blanks left out.</summary>
static class CtcGreedy
{
    /// <summary>The classes of the text that the best single path spells.</summary>
    /// <param name="logProbabilities">Frame by frame, <paramref name="classes"/> values each.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="blank">The class of "nothing new".</param>
    public static int[] Decode(ReadOnlySpan<float> logProbabilities, int classes, int blank)
    {
        var text = new List<int>();
        int before = blank;
        for (int at = 0; at < logProbabilities.Length; at += classes)
        {
            int best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logProbabilities.Slice(at, classes));
            if (best != before && best != blank) text.Add(best);
            before = best;
        }

        return [.. text];
    }
}
