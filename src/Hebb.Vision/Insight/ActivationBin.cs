namespace Hebb.Vision.Insight;

/// <summary>How many values lie in an interval.</summary>
/// <param name="Lower">Its lower end, included.</param>
/// <param name="Upper">Its upper end, not included.</param>
/// <param name="Count">How many values.</param>
public readonly record struct ActivationBin(double Lower, double Upper, long Count);
