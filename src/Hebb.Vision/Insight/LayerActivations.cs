namespace Hebb.Vision.Insight;

/// <summary>What a layer gave over a data set.</summary>
/// <param name="Layer">Its name in the model.</param>
/// <param name="Kind">Its class: "ReLU".</param>
/// <param name="Count">How many values it gave.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation (with n).</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="ZeroShare">The share of values that are exactly 0.</param>
/// <param name="UnitCount">How many units it has: channels, or features.</param>
/// <param name="DeadUnits">Those that were exactly 0 for all samples and at all places.</param>
/// <param name="NonFiniteCount">How many values were NaN or infinite; they count nowhere else.</param>
/// <param name="Histogram">How the values are distributed.</param>
public sealed record LayerActivations(
    string Layer, string Kind, long Count, double Mean, double StandardDeviation, double Minimum, double Maximum, double ZeroShare, int UnitCount, IReadOnlyList<int> DeadUnits, long NonFiniteCount,
    IReadOnlyList<ActivationBin> Histogram)
{
    /// <summary>Dead units / units.</summary>
    public double DeadShare => UnitCount == 0 ? 0 : (double)DeadUnits.Count / UnitCount;
}
