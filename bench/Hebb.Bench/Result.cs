using Hebb.Bench.Workloads;

namespace Hebb.Bench;

/// <summary>A workload's bursts on both sides, in the order in which they alternated; seconds of a repeat.</summary>
sealed record Result(Workload Workload, IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs, int PeerThreads, long NewBuffers, double BytesPerRepeat)
{
    /// <summary>Theirs ÷ ours for each pair: above 1 we are faster.</summary>
    public IReadOnlyList<double> Ratios { get; } = [.. Ours.Zip(Theirs, (a, b) => b / a)];

    public double MedianRatio => Median(Ratios);

    public double BestRatio => Theirs.Min() / Ours.Min();

    /// <summary>Bytes of managed objects for each differentiable operation; NaN where nothing is differentiated.</summary>
    public double BytesPerOperation => Workload.Operations == 0 ? double.NaN : BytesPerRepeat / Workload.Operations;

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
