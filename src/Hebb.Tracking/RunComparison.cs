namespace Hebb.Tracking;

/// <summary>Runs beside each other.</summary>
/// <param name="Runs">The runs, in the order that was asked for.</param>
/// <param name="Configuration">Every setting of any of them, in the order of their first appearance.</param>
/// <param name="Metrics">Every metric of any of them, in the order of their first appearance.</param>
public sealed record RunComparison(IReadOnlyList<RunRecord> Runs, IReadOnlyList<SettingRow> Configuration, IReadOnlyList<MetricRow> Metrics)
{
    internal static RunComparison Of(IReadOnlyList<RunRecord> runs)
    {
        List<Dictionary<string, string>> settings = [];
        List<string> keys = [], names = [];
        foreach (RunRecord run in runs)
        {
            List<KeyValuePair<string, string>> flat = ConfigurationText.Flatten(run.Configuration);
            if (run.Seed is { } seed && flat.TrueForAll(s => s.Key != "seed")) flat.Add(new("seed", ConfigurationText.Of(seed)));
            var own = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string key, string value) in flat)
            {
                own[key] = value;
                if (!keys.Contains(key, StringComparer.Ordinal)) keys.Add(key);
            }

            settings.Add(own);
            foreach (MetricSummary metric in run.Metrics)
                if (!names.Contains(metric.Name, StringComparer.Ordinal)) names.Add(metric.Name);
        }

        return new RunComparison(
            runs,
            [.. keys.Select(key => new SettingRow(key, [.. settings.Select(own => own.GetValueOrDefault(key))]))],
            [.. names.Select(name => new MetricRow(name, [.. runs.Select(run => run.Metric(name))]))]);
    }
}

/// <summary>One setting of several runs.</summary>
/// <param name="Key">Its name; for nested settings the names from the outside in, with points between: <c>optimizer.rate</c>.</param>
/// <param name="Values">Its value in each run, as text; null where a run does not have it.</param>
public sealed record SettingRow(string Key, IReadOnlyList<string?> Values)
{
    /// <summary>Whether the runs differ in it.</summary>
    public bool Differs => Values.Distinct(StringComparer.Ordinal).Skip(1).Any();
}

/// <summary>One metric of several runs.</summary>
/// <param name="Name">The name that it was logged under.</param>
/// <param name="Summaries">The metric in each run; null where a run does not have it.</param>
public sealed record MetricRow(string Name, IReadOnlyList<MetricSummary?> Summaries)
{
    /// <summary>Which run is the best in this metric, counted from 0; -1 if fewer than two have it, or if the best two are equal.</summary>
    public int BestRun
    {
        get
        {
            double sign = MetricRank.IsLowerBetter(Name) ? -1 : 1;
            var values = Summaries.Select((s, i) => (Value: s is null ? double.NaN : sign * s.Best, Index: i)).Where(v => !double.IsNaN(v.Value)).OrderByDescending(v => v.Value).ToList();
            return values.Count < 2 || values[0].Value <= values[1].Value ? -1 : values[0].Index;
        }
    }
}
