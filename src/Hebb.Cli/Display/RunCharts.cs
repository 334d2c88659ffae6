using Hebb.Plots;
using Hebb.Tracking;

namespace Hebb.Cli.Display;

/// <summary>The curves of runs.</summary>
static class RunCharts
{
    /// <summary>
    /// A chart for each quantity that has two finite values in one of the runs: training, validation and test of one quantity together, and none for the number of the epoch, which is a
    /// measure of time. Or the chart of the one metric that is asked for.
    /// </summary>
    public static List<LineChart> Of(RunStore store, IReadOnlyList<RunRecord> runs, string? only)
    {
        var charts = new List<LineChart>();
        string[] names = [.. runs.SelectMany(r => r.Metrics).Select(m => m.Name).Distinct(StringComparer.Ordinal)];
        foreach (MetricGroup group in only is null ? MetricGroup.Of(names, isSingleRun: runs.Count == 1) : [new MetricGroup(only, [only])])
        {
            var chart = new LineChart(group.Title) { XTitle = "step" };
            bool isEmpty = true;
            foreach (RunRecord run in runs)
            {
                foreach (string name in group.Names)
                {
                    string line = runs.Count == 1 ? name : group.Names.Count == 1 ? $"{run.Name} ({run.Id})" : $"{name}, {run.Name} ({run.Id})";
                    isEmpty &= !Draw(chart, line, store.Metric(run.Id, name));
                }
            }

            if (!isEmpty) charts.Add(chart);
        }

        return charts;
    }

    /// <summary>All losses of a run in one chart, or its main metric if it has none; null if there is nothing to draw.</summary>
    public static LineChart? Loss(RunStore store, RunRecord run)
    {
        string[] names = [.. run.Metrics.Select(m => m.Name).Where(n => n.Contains("loss", StringComparison.OrdinalIgnoreCase))];
        if (names.Length == 0 && run.MainMetric is { } main) names = [main.Name];
        var chart = new LineChart(names.Length == 1 ? names[0] : "loss") { XTitle = "step" };
        bool isEmpty = true;
        foreach (string name in names) isEmpty &= !Draw(chart, name, store.Metric(run.Id, name));
        return isEmpty ? null : chart;
    }

    /// <summary>A page with the settings, the metrics and the curves of runs.</summary>
    public static Report Report(RunComparison comparison, IReadOnlyList<LineChart> charts)
    {
        string[] names = [.. comparison.Runs.Select(r => $"{r.Name} ({r.Id})")];
        Report report = new Report(string.Join(", ", comparison.Runs.Select(r => r.Name).Distinct(StringComparer.Ordinal))).Heading("Curves");
        foreach (LineChart chart in charts) report.Figure(chart);
        report.Heading("Metrics").Table(["metric", .. names], comparison.Metrics.Select(row => (IReadOnlyList<object?>)[row.Name, .. row.Summaries.Select(s => (object?)s?.Best)]), "The best value of each metric.");
        if (comparison.Configuration.Count > 0)
            report.Heading("Settings").Table(["setting", .. names], comparison.Configuration.Select(row => (IReadOnlyList<object?>)[row.Key, .. row.Values]));
        return report;
    }

    static bool Draw(LineChart chart, string name, IReadOnlyList<MetricPoint> points)
    {
        double[] values = [.. points.Select(p => p.Value)];
        return values.Count(double.IsFinite) > 1 && LearningCurves.Add(chart, name, [.. points.Select(p => (double)p.Step)], values);
    }
}
