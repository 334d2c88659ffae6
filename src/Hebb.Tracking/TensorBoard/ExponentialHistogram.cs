namespace Hebb.Tracking.TensorBoard;

/// <summary>
/// How values are spread over the buckets that TensorFlow has always used: their limits are 0 and ±1e-12 · 1.1ᵏ up to 1e20, then the greatest double. A bucket holds what is below
/// its limit and not below the limit before. Empty buckets at both ends are left out, but for one.
/// </summary>
sealed class ExponentialHistogram
{
    static readonly double[] AllLimits = MakeLimits();

    public double Min { get; private init; }

    public double Max { get; private init; }

    public double Count { get; private init; }

    public double Sum { get; private init; }

    public double SumOfSquares { get; private init; }

    public double[] Limits { get; private init; } = [];

    public double[] Counts { get; private init; } = [];

    public static ExponentialHistogram Of(ReadOnlySpan<double> values)
    {
        var counts = new double[AllLimits.Length];
        double min = double.PositiveInfinity, max = double.NegativeInfinity, count = 0, sum = 0, squares = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) continue;
            int found = Array.BinarySearch(AllLimits, value);
            counts[Math.Min(found >= 0 ? found + 1 : ~found, counts.Length - 1)]++;
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            count++;
            sum += value;
            squares += value * value;
        }

        if (count == 0) return new ExponentialHistogram { Limits = [double.MaxValue], Counts = [0] };
        int first = Math.Max(0, Array.FindIndex(counts, c => c > 0) - 1), last = Array.FindLastIndex(counts, c => c > 0);
        return new ExponentialHistogram
        {
            Min = min,
            Max = max,
            Count = count,
            Sum = sum,
            SumOfSquares = squares,
            Limits = AllLimits[first..(last + 1)],
            Counts = counts[first..(last + 1)],
        };
    }

    static double[] MakeLimits()
    {
        List<double> positive = [];
        for (double limit = 1e-12; limit < 1e20; limit *= 1.1) positive.Add(limit);
        positive.Add(double.MaxValue);
        return [.. positive.Select(limit => -limit).Reverse(), 0, .. positive];
    }
}
