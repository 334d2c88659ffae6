namespace Hebb.Training;

/// <summary>How far what a model believes of its predictions is from how often they are right: the numbers of a reliability diagram.</summary>
/// <param name="Bins">The intervals, from 0 to 1.</param>
/// <param name="ExpectedError">Σ (count/total) · |accuracy − confidence|; NaN for no predictions.</param>
/// <param name="MaximumError">The largest |accuracy − confidence| of an interval that is not empty; NaN for no predictions.</param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins, double ExpectedError, double MaximumError)
{
    /// <summary>The expected error.</summary>
    public override string ToString() => $"expected calibration error {ExpectedError}";
}
