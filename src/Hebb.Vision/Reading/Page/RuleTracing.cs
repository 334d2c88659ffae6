namespace Hebb.Vision.Reading.Page;

/// <summary>Finds long, thin, straight lines that run across an image.</summary>
static class RuleTracing
{
    // How much a rule may slope; how much of it must be there; how far a trace may lie from it in pixels; how many times its thickness it is long; how much must be there between letters.
    const double Steepest = 0.3, Coverage = 0.45, Near = 1.6, Slender = 30, FreeCoverage = 0.78;

    // Seeds that come to nothing, the longest first: after so many there are no more rules.
    const int MostTries = 80;

    /// <param name="columns">The mask by columns: the pixels of the first column, then those of the second.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="leastLength">In columns.</param>
    /// <param name="mostThickness">In rows.</param>
    public static List<Rule> Find(byte[] columns, int width, int height, int leastLength, int mostThickness)
    {
        List<Trace> traces = [.. Follow(columns, width, height, mostThickness).Where(trace => trace.Count >= 5).OrderByDescending(trace => trace.Count)];
        var isUsed = new bool[traces.Count];
        var rules = new List<Rule>();
        int tries = 0;
        for (int seed = 0; seed < traces.Count && traces[seed].Count >= Math.Max(10, leastLength / 25) && tries < MostTries; seed++)
        {
            if (isUsed[seed]) continue;
            if (Grow(traces, isUsed, seed, leastLength) is { } rule && IsWhole(rule, columns, height)) rules.Add(rule);
            else tries++;
        }

        return rules;
    }

    // The bars of letters on one line leave gaps between the letters; a rule is there where nothing else is.
    static bool IsWhole(Rule rule, byte[] columns, int height)
    {
        int free = 0, covered = 0, half = (int)Math.Ceiling((rule.Thickness + 1.5) / 2), reach = (int)Math.Max(8, 5 * rule.Thickness);
        for (int x = rule.Left; x < rule.Right; x++)
        {
            ReadOnlySpan<byte> column = columns.AsSpan(x * height, height);
            int row = Math.Clamp((int)rule.Rows[x - rule.Left], 0, height - 1), top = Math.Max(0, row - half), bottom = Math.Min(height, row + half + 1);
            if (column[Math.Min(top, Math.Max(0, row - reach))..top].Contains((byte)255) || column[bottom..Math.Max(bottom, Math.Min(height, row + reach))].Contains((byte)255)) continue;
            free++;
            if (column[top..bottom].Contains((byte)255)) covered++;
        }

        return covered >= FreeCoverage * free;
    }

    static List<Trace> Follow(byte[] columns, int width, int height, int mostThickness)
    {
        List<Trace> traces = [], open = [], next = [];
        for (int x = 0; x < width; x++)
        {
            ReadOnlySpan<byte> column = columns.AsSpan(x * height, height);
            next.Clear();
            int from = 0;
            for (int y = 0; y < height; y++)
            {
                int step = column[y..].IndexOf((byte)255);
                if (step < 0) break;
                int top = y + step, length = column[top..].IndexOf((byte)0);
                y = length < 0 ? height : top + length;
                if (y - top > mostThickness) continue;
                double middle = (top + y) / 2.0;

                // Both are in order from the top.
                while (from < open.Count && open[from].Row < middle - 1.6) from++;
                Trace trace;
                if (from < open.Count && open[from].Row <= middle + 1.6) trace = open[from++];
                else
                {
                    trace = new Trace();
                    traces.Add(trace);
                }

                trace.Add(x, middle, y - top);
                next.Add(trace);
            }

            (open, next) = (next, open);
        }

        return traces;
    }

    static Rule? Grow(List<Trace> traces, bool[] isUsed, int seed, int leastLength)
    {
        List<int> members = [seed];
        var curve = new RuleCurve();
        for (int round = 0; round < 8; round++)
        {
            curve = RuleCurve.Fit(members.Select(k => traces[k]));
            List<int> now = [];
            for (int k = 0; k < traces.Count; k++)
            {
                if (!isUsed[k] && curve.Distance(traces[k]) <= Near + (0.004 * curve.Beyond(traces[k])) && traces[k].Thickness <= (1.5 * traces[seed].Thickness) + 0.7) now.Add(k);
            }

            if (now.SequenceEqual(members)) break;
            members = now;
            if (members.Count == 0) return null;
        }

        if (Math.Abs(curve.Slope) > Steepest || !curve.IsStraight) return null;
        Trace[] parts = [.. members.Select(k => traces[k]).OrderBy(trace => trace.First)];

        // The longest stretch with enough of it there: not the bars of letters far away on the same line.
        (int left, int right, int count) = Stretch(parts);
        double thickness = parts.Sum(p => p.Thickness * p.Count) / parts.Sum(p => p.Count);
        if (right - left < leastLength || count < Coverage * (right - left) || right - left < Slender * thickness) return null;
        foreach (int k in members) isUsed[k] = traces[k].First < right && traces[k].Last >= left;
        return new Rule(left, right, Rows(parts, left, right, curve), thickness);
    }

    static (int Left, int Right, int Count) Stretch(Trace[] parts)
    {
        (int Left, int Right, int Count) best = default;
        for (int i = 0; i < parts.Length; i++)
        {
            int count = 0, right = parts[i].First;
            for (int j = i; j < parts.Length; j++)
            {
                count += parts[j].Count;
                right = Math.Max(right, parts[j].Last + 1);
                if (count >= Coverage * (right - parts[i].First) && right - parts[i].First > best.Right - best.Left) best = (parts[i].First, right, count);
            }

            if (parts.Length > 200 && best.Right - best.Left > (parts[^1].Last - parts[0].First) / 2) break;
        }

        return best;
    }

    // Where it was seen, of two traces the one nearer to the curve; the curve between.
    static double[] Rows(Trace[] parts, int left, int right, RuleCurve curve)
    {
        var rows = new double[right - left];
        var nearest = new double[right - left];
        Array.Fill(nearest, double.PositiveInfinity);
        for (int x = left; x < right; x++) rows[x - left] = curve.At(x);
        foreach (Trace part in parts)
        {
            for (int k = 0; k < part.Count; k++)
            {
                int x = part.First + k;
                if (x < left || x >= right) continue;
                double off = Math.Abs(part.RowAt(k) - curve.At(x));
                if (off < nearest[x - left]) (nearest[x - left], rows[x - left]) = (off, part.RowAt(k));
            }
        }

        return rows;
    }
}
