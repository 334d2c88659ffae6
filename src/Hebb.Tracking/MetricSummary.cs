namespace Hebb.Tracking;

/// <summary>A metric of a run in short. Values that are no numbers count as logged, but are never the minimum or the maximum.</summary>
/// <param name="Name">The name that it was logged under.</param>
/// <param name="Count">How many values were logged.</param>
/// <param name="Last">The value at the last step; NaN if it was no number.</param>
/// <param name="LastStep">The last step.</param>
/// <param name="Min">The smallest value; NaN if there is no number.</param>
/// <param name="MinStep">The step of the smallest value.</param>
/// <param name="Max">The largest value; NaN if there is no number.</param>
/// <param name="MaxStep">The step of the largest value.</param>
public sealed record MetricSummary(string Name, long Count, double Last, long LastStep, double Min, long MinStep, double Max, long MaxStep)
{
    /// <summary>
    /// Whether smaller is better, which is read from the name: it is for losses, errors, perplexities, distances, times and the like, and not for anything else.
    /// </summary>
    public bool IsLowerBetter => MetricRank.IsLowerBetter(Name);

    /// <summary>The best value: the smallest or the largest, as <see cref="IsLowerBetter"/> says.</summary>
    public double Best => IsLowerBetter ? Min : Max;

    /// <summary>The step of the best value.</summary>
    public long BestStep => IsLowerBetter ? MinStep : MaxStep;
}
