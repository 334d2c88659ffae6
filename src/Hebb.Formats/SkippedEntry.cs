namespace Hebb.Formats;

/// <summary>Something that a file holds and that Hebb cannot read; the rest of the file can be read all the same.</summary>
/// <param name="Name">Its name, as a tensor's name would be.</param>
/// <param name="Reason">Why it is not read.</param>
public sealed record SkippedEntry(string Name, string Reason);
