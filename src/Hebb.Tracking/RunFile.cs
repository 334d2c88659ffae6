namespace Hebb.Tracking;

/// <summary>A file that a run made.</summary>
/// <param name="Path">Where it was written, as a full path.</param>
/// <param name="Kind">What it is, in a word: model, checkpoint, report, configuration …</param>
public sealed record RunFile(string Path, string Kind);
