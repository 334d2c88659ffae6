namespace Hebb.Vision.Insight;

/// <summary>Counts values in intervals of the same width without knowing their range before: when a value lies beyond, the range −r … r doubles and neighbours are put together.</summary>
sealed class GrowingHistogram(int bins)
{
    readonly long[] counts = new long[bins];
    double range;

    public void Add(double value)
    {
        if (range == 0 && value != 0) range = Math.ScaleB(1, Math.ILogB(Math.Abs(value)) + 1);
        if (range == 0)
        {
            counts[bins / 2]++;
            return;
        }

        while (Math.Abs(value) >= range) Double();
        counts[Math.Clamp((int)((value + range) * (bins / (2 * range))), 0, bins - 1)]++;
    }

    /// <summary>The intervals from the first to the last that holds a value.</summary>
    public IReadOnlyList<ActivationBin> ToBins()
    {
        int first = Array.FindIndex(counts, c => c > 0), last = Array.FindLastIndex(counts, c => c > 0);
        if (first < 0) return [];
        double half = range == 0 ? 1 : range, width = 2 * half / bins;
        return [.. Enumerable.Range(first, last - first + 1).Select(i => new ActivationBin((i * width) - half, ((i + 1) * width) - half, counts[i]))];
    }

    void Double()
    {
        var wider = new long[bins];
        for (int i = 0; i < bins; i++) wider[(bins / 4) + (i / 2)] += counts[i];
        wider.CopyTo(counts, 0);
        range *= 2;
    }
}
