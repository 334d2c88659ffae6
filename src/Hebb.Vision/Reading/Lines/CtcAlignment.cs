namespace Hebb.Vision.Reading.Lines;

/// <summary>Where the characters of a known text stand: the likeliest path that spells it.</summary>
static class CtcAlignment
{
    /// <summary>For each character of the text the first frame that shows it and the frame after the last, and its highest log-probability between them; null when the text has no path.</summary>
    /// <param name="logProbabilities">Frame by frame, <paramref name="classes"/> values each.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="blank">The class of "nothing new".</param>
    /// <param name="text">The classes of the text.</param>
    public static (int First, int End, double Log)[]? Of(ReadOnlySpan<float> logProbabilities, int classes, int blank, ReadOnlySpan<int> text)
    {
        // States: blank, character 0, blank, character 1, … blank.
        int frames = logProbabilities.Length / classes, states = (2 * text.Length) + 1;
        if (text.Length == 0) return [];
        if (frames == 0) return null;
        double[] score = new double[states], next = new double[states];
        var steps = new byte[frames * states];
        Array.Fill(score, double.NegativeInfinity);
        for (int t = 0; t < frames; t++)
        {
            ReadOnlySpan<float> frame = logProbabilities.Slice(t * classes, classes);
            for (int s = 0; s < states; s++)
            {
                bool isBlank = s % 2 == 0;
                float here = frame[isBlank ? blank : text[s / 2]];
                if (t == 0)
                {
                    next[s] = s < 2 ? here : double.NegativeInfinity;
                    continue;
                }

                byte step = 0;
                double best = score[s];
                if (s > 0 && score[s - 1] > best) (step, best) = (1, score[s - 1]);
                if (s > 1 && !isBlank && text[s / 2] != text[(s / 2) - 1] && score[s - 2] > best) (step, best) = (2, score[s - 2]);
                (next[s], steps[(t * states) + s]) = (best + here, step);
            }

            (score, next) = (next, score);
        }

        int state = score[states - 2] > score[states - 1] ? states - 2 : states - 1;
        if (double.IsNegativeInfinity(score[state])) return null;
        var found = new (int First, int End, double Log)[text.Length];
        for (int t = frames - 1; t >= 0; t--)
        {
            if (state % 2 == 1)
            {
                ref (int First, int End, double Log) one = ref found[state / 2];
                double log = logProbabilities[(t * classes) + text[state / 2]];
                one = one.End == 0 ? (t, t + 1, log) : (t, one.End, Math.Max(one.Log, log));
            }

            state -= steps[(t * states) + state];
        }

        return found;
    }
}
