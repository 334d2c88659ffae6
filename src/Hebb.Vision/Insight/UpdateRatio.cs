namespace Hebb.Vision.Insight;

/// <summary>How far a step moved one parameter.</summary>
/// <param name="Name">Its state name.</param>
/// <param name="UpdateNorm">‖Δw‖.</param>
/// <param name="WeightNorm">‖w‖ before the step.</param>
public readonly record struct UpdateRatio(string Name, double UpdateNorm, double WeightNorm)
{
    /// <summary>‖Δw‖ / ‖w‖, about 10⁻³ where learning goes well; infinite where a weight of 0 moved, 0 where nothing moved.</summary>
    public double Ratio => UpdateNorm == 0 ? 0 : UpdateNorm / WeightNorm;
}
