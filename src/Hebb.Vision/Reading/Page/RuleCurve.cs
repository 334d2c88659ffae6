namespace Hebb.Vision.Reading.Page;

/// <summary>The curve of a rule: a parabola through the points of its traces, a straight line when they are few.</summary>
readonly record struct RuleCurve(double Middle, double Half, double A, double B, double C)
{
    /// <summary>In rows for one column, in the middle.</summary>
    public double Slope => B / Half;

    /// <summary>Paper bends a rule only gently.</summary>
    public bool IsStraight => Math.Abs(C) <= 1.5 + (0.02 * Half);

    public static RuleCurve Fit(IEnumerable<Trace> traces)
    {
        Trace[] parts = [.. traces];
        double left = parts.Min(p => p.First), right = parts.Max(p => p.Last), middle = (left + right) / 2, half = Math.Max(1, (right - left) / 2);
        double[] s = new double[5], t = new double[3];
        foreach (Trace part in parts)
        {
            // Long traces are sampled.
            int step = Math.Max(1, part.Count / 64);
            for (int k = 0; k < part.Count; k += step)
            {
                double x = (part.First + k - middle) / half, y = part.RowAt(k), power = step;
                for (int e = 0; e < 5; e++, power *= x)
                {
                    s[e] += power;
                    if (e < 3) t[e] += power * y;
                }
            }
        }

        bool isBent = half > 60;
        double[] c = NormalEquations.Solve([[s[0], s[1], s[2]], [s[1], s[2], s[3]], [s[2], s[3], s[4]]], t, isBent ? 3 : 2);
        return new RuleCurve(middle, half, c[0], c[1], c[2]);
    }

    public double At(double x)
    {
        double u = (x - Middle) / Half;

        // Beyond what was seen it goes on straight.
        double v = Math.Clamp(u, -1, 1);
        return A + (B * v) + (C * v * v) + ((B + (2 * C * v)) * (u - v));
    }

    /// <summary>How far a trace lies from it: the larger of both halves.</summary>
    public double Distance(Trace trace)
    {
        double first = 0, second = 0;
        int half = (trace.Count + 1) / 2, step = Math.Max(1, half / 16), n = 0, m = 0;
        if (Math.Abs(trace.RowAt(0) - At(trace.First)) > 12) return 12;
        for (int k = 0; k < half; k += step, n++) first += Math.Abs(trace.RowAt(k) - At(trace.First + k));
        for (int k = trace.Count - half; k < trace.Count; k += step, m++) second += Math.Abs(trace.RowAt(k) - At(trace.First + k));
        return Math.Max(first / n, second / m);
    }

    /// <summary>How many columns a trace lies beyond what was seen.</summary>
    public double Beyond(Trace trace) => Math.Max(0, Math.Max(Middle - Half - trace.Last, trace.First - Middle - Half));
}
