namespace Hebb.Tracking;

/// <summary>A metric of a run in short. Values that are no numbers count as logged, but are never the least or the greatest.</summary>
/// <param name="Name">The name that it was logged under.</param>
/// <param name="Count">How many values were logged.</param>
/// <param name="Last">The value at the greatest step; NaN if it was no number.</param>
/// <param name="LastStep">The greatest step.</param>
/// <param name="Min">The least value; NaN if there is no number.</param>
/// <param name="MinStep">The step of the least value.</param>
/// <param name="Max">The greatest value; NaN if there is no number.</param>
/// <param name="MaxStep">The step of the greatest value.</param>
public sealed record MetricSummary(string Name, long Count, double Last, long LastStep, double Min, long MinStep, double Max, long MaxStep)
{
    /// <summary>
    /// Whether smaller is better, which is read from the name: it is for losses, errors, perplexities, distances, times and the like, and not for anything else.
    /// </summary>
    public bool IsLowerBetter => MetricRank.IsLowerBetter(Name);

    /// <summary>The best value: the least or the greatest, as <see cref="IsLowerBetter"/> says.</summary>
    public double Best => IsLowerBetter ? Min : Max;

    /// <summary>The step of the best value.</summary>
    public long BestStep => IsLowerBetter ? MinStep : MaxStep;
}
