using System.Globalization;

namespace Hebb.Bench;

/// <summary>Prints results as they come.</summary>
sealed class ResultTable
{
    readonly TextWriter output;

    public ResultTable(TextWriter output)
    {
        this.output = output;
        Line($"{"workload",-26}{"ours ms",12}{"theirs ms",12}{"median",9}{"best",8}{"min",8}{"max",8}{"of limit",10}{"buffers",9}{"bytes/op",10}");
    }

    public void Write(Result r, double limit)
    {
        string share = r.Workload.Flops > 0 ? Share(r, limit) : string.Empty;
        string bytes = r.Workload.Operations > 0 ? r.BytesPerOperation.ToString("0", CultureInfo.InvariantCulture) : string.Empty;
        Line($"{r.Workload.Name,-26}{Milliseconds(Result.Median(r.Ours)),12}{Milliseconds(Result.Median(r.Theirs)),12}{r.MedianRatio,9:0.00}{r.BestRatio,8:0.00}{r.Ratios.Min(),8:0.00}{r.Ratios.Max(),8:0.00}{share,10}{r.NewBuffers,9}{bytes,10}");
        output.Flush();
    }

    public void WriteMeans(IReadOnlyList<Result> results, double limit)
    {
        output.WriteLine();
        foreach (IGrouping<string, Result> group in results.GroupBy(r => r.Workload.Group, StringComparer.Ordinal))
            Line($"geometric mean, {group.Key,-12}{Result.GeometricMean(group.Select(r => r.MedianRatio)),6:0.00} (best of both {Result.GeometricMean(group.Select(r => r.BestRatio)):0.00}, {group.Count()} workloads)");
        if (limit > 0) Line($"limit: {limit / 1e9:0.0} Gflop/s in fused multiply-adds on registers");
        output.WriteLine("buffers: new ones while measuring; bytes/op: managed objects for each differentiable operation");
    }

    static string Share(Result r, double limit) => (r.Workload.Flops / r.Ours.Min() / limit).ToString("0.0%", CultureInfo.InvariantCulture);

    static string Milliseconds(double seconds) => (seconds * 1e3).ToString(seconds < 1e-4 ? "0.00000" : "0.0000", CultureInfo.InvariantCulture);

    void Line(FormattableString text) => output.WriteLine(FormattableString.Invariant(text));
}
