namespace Hebb.Vision.Insight;

/// <summary>Gathers one layer's values, batch by batch.</summary>
sealed class ActivationWatch(string layer, string kind)
{
    const int Bins = 256;

    readonly GrowingHistogram histogram = new(Bins);
    bool[] alive = [];
    long count, zeros, unreal;
    double mean, squares, low = double.PositiveInfinity, high = double.NegativeInfinity;

    public bool HasRun { get; private set; }

    public void Add(Tensor y)
    {
        HasRun = true;
        int units = y.Rank < 2 ? 1 : y.Shape[1], area = y.Rank < 2 ? 1 : Math.Max(1, y.Count / Math.Max(1, y.Shape[0] * units));
        if (alive.Length < units) Array.Resize(ref alive, units);
        double[] values = y.ToArray<double>();
        for (int i = 0; i < values.Length; i++)
        {
            double v = values[i];
            if (v != 0) alive[i / area % units] = true;
            else zeros++;
            if (double.IsFinite(v)) Count(v);
            else unreal++;
        }
    }

    public LayerActivations Result()
    {
        int[] dead = [.. Enumerable.Range(0, alive.Length).Where(u => !alive[u])];
        return new LayerActivations(
            layer, kind, count, count > 0 ? mean : double.NaN, Math.Sqrt(squares / count), count > 0 ? low : double.NaN, count > 0 ? high : double.NaN, (double)zeros / count, alive.Length, dead, unreal,
            histogram.ToBins());
    }

    // Welford's mean and sum of squares: no cancellation for values far from 0.
    void Count(double v)
    {
        count++;
        double step = v - mean;
        mean += step / count;
        squares += step * (v - mean);
        (low, high) = (Math.Min(low, v), Math.Max(high, v));
        histogram.Add(v);
    }
}
