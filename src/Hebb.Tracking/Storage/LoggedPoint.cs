namespace Hebb.Tracking.Storage;

/// <summary>A value on its way to the database.</summary>
readonly record struct LoggedPoint(string Metric, long Step, double Value, long Time);
