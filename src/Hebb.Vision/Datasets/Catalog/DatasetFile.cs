namespace Hebb.Vision.Datasets;

/// <summary>A file that a data set's public home offers.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Length">Its bytes, or null where that is not known for certain.</param>
/// <param name="Sha256">Its SHA-256 in small hexadecimal letters, or null where that is not known for certain: then what arrives is not verified.</param>
/// <param name="Mirrors">Where it can be had, the first choice first.</param>
/// <param name="IsArchive">Whether it is a zip or a tar.gz to be unpacked, after which it is removed.</param>
internal sealed record DatasetFile(string Name, long? Length, string? Sha256, IReadOnlyList<Uri> Mirrors, bool IsArchive = false);
