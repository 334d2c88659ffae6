namespace Hebb.Tracking.Storage;

/// <summary>The number of a metric in the database, and its summary as values come in.</summary>
sealed class MetricTally(long number, MetricSummary summary)
{
    public long Number => number;

    public MetricSummary Summary { get; private set; } = summary;

    public bool IsTouched { get; set; }

    /// <summary>Whether a step came that was not the next one: the summary may count a value that was replaced.</summary>
    public bool IsDoubtful { get; private set; }

    public void Add(long step, double value)
    {
        MetricSummary s = Summary;
        if (s.Count > 0 && step <= s.LastStep) IsDoubtful = true;
        if (s.Count == 0 || step >= s.LastStep) s = s with { Last = value, LastStep = step };
        if (value < s.Min || (double.IsNaN(s.Min) && !double.IsNaN(value))) s = s with { Min = value, MinStep = step };
        if (value > s.Max || (double.IsNaN(s.Max) && !double.IsNaN(value))) s = s with { Max = value, MaxStep = step };
        Summary = s with { Count = s.Count + 1 };
        IsTouched = true;
    }
}
