namespace Hebb.Vision.Datasets.Download;

/// <summary>How far a download is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Received">The bytes on the disk.</param>
/// <param name="Total">The bytes that it will have, if that is known.</param>
/// <param name="From">The address that it is being loaded from.</param>
internal readonly record struct DownloadProgress(string File, long Received, long? Total, Uri From);
