using Hebb.Optim;

namespace Hebb.Training;

/// <summary>Which way numbers are better, where nobody has said so.</summary>
public static class MetricGoal
{
    static readonly string[] SmallerIsBetter = ["loss", "error", "rate", "perplexity"];

    /// <summary>Smaller is better for names with "loss", "error", "rate" or "perplexity" in them, larger for all others ("accuracy", "f1").</summary>
    /// <param name="name">The number's name in the history.</param>
    public static PlateauMode Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Exists(SmallerIsBetter, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? PlateauMode.Min : PlateauMode.Max;
    }

    /// <summary>Whether a value is better than another, by more than a difference. NaN is better than nothing.</summary>
    internal static bool IsBetter(double value, double than, PlateauMode mode, double minDelta = 0) =>
        !double.IsNaN(value) && (double.IsNaN(than) || (mode == PlateauMode.Min ? value < than - minDelta : value > than + minDelta));
}
