namespace Hebb.Vision.Datasets.Download;

/// <summary>A file could not be downloaded, or what came is not what was expected. Nothing is left under its name; a part that can be continued stays beside it.</summary>
/// <param name="message">Which file, and what went wrong at each of its addresses.</param>
/// <param name="help">The likely mend.</param>
/// <param name="inner">The cause.</param>
public sealed class DownloadException(string message, string? help = null, Exception? inner = null) : HebbException(message, help, inner);
