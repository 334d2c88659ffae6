namespace Hebb.Tracking;

/// <summary>One value of a metric.</summary>
/// <param name="Step">The step or epoch, as it was logged.</param>
/// <param name="Value">The value; NaN if it was no number.</param>
/// <param name="Time">When it was logged, in universal time.</param>
public readonly record struct MetricPoint(long Step, double Value, DateTimeOffset Time);
