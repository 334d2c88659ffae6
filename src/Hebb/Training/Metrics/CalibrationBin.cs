namespace Hebb.Training;

/// <summary>The predictions whose confidence lies in one interval.</summary>
/// <param name="Lower">Its lower end, not included but for 0.</param>
/// <param name="Upper">Its upper end, included.</param>
/// <param name="Count">How many predictions lie there.</param>
/// <param name="Confidence">Their mean confidence; NaN for none.</param>
/// <param name="Accuracy">Their accuracy; NaN for none.</param>
public readonly record struct CalibrationBin(double Lower, double Upper, long Count, double Confidence, double Accuracy);
