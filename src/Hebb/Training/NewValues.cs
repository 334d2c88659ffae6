namespace Hebb.Training;

/// <summary>Notices when a number of the history has been recorded anew.</summary>
struct NewValues(string name)
{
    public string Name { get; } = name;

    /// <summary>How many values were looked at.</summary>
    public long Seen { get; set; }

    /// <summary>The latest value if it was not looked at yet, else null.</summary>
    public double? Next(TrainingHistory history)
    {
        if (!history.Epochs.TryGetValue(Name, out MetricHistory? series) || series.Count <= Seen) return null;
        Seen = series.Count;
        return series.Values[^1];
    }
}
