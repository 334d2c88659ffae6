namespace Hebb.Labs;

/// <summary>One line of a lab's table.</summary>
/// <param name="Figure">What was measured.</param>
/// <param name="Reference">What the source printed, or the target that it set.</param>
/// <param name="Ours">What came out here.</param>
/// <param name="Must">What has to hold, in words; null where nothing has to.</param>
/// <param name="Met">Whether it holds; null where nothing has to.</param>
internal sealed record LabRow(string Figure, string Reference, string Ours, string? Must = null, bool? Met = null);
