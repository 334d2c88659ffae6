using System.Globalization;

namespace Hebb.Vision.Datasets.Download;

/// <summary>Numbers of bytes as people read them.</summary>
internal static class ByteSize
{
    /// <summary>"11.6 MB": decimal units, as download pages count; "unknown size" if the number is not known.</summary>
    /// <param name="count">The number, or null if it is not known.</param>
    public static string Text(long? count) => count switch
    {
        null => "unknown size",
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{count} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e3:0.#} KB"),
        < 100_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.#} MB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.##} GB"),
    };
}
