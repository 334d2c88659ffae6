using Hebb.Vision.Datasets.Download;

namespace Hebb.Vision.Datasets;

/// <summary>
/// Where data sets are looked for. A folder that is named is the only place; otherwise the folder NAME in the one that the environment variable <c>HEBB_DATA</c> names, then in the
/// cache. Nothing is ever downloaded unless it is asked for.
/// </summary>
internal static class DatasetPlaces
{
    /// <summary>
    /// The folder of downloaded data sets: <c>hebb/data</c> in <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c> (Linux and others), <c>~/Library/Caches</c> (macOS),
    /// <c>%LOCALAPPDATA%</c> (Windows).
    /// </summary>
    public static string Cache => CacheOn(
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux",
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The folder into which a data set is downloaded.</summary>
    /// <param name="entry">The data set.</param>
    public static string CacheOf(DatasetEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Path.Combine(Cache, entry.Name);
    }

    /// <summary>The folder that holds a data set, or null if it is nowhere.</summary>
    /// <param name="entry">The data set.</param>
    /// <param name="folder">A folder to look in instead of the usual places.</param>
    public static string? Find(DatasetEntry entry, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Search(entry, folder, entry.Layouts)?.Folder;
    }

    /// <summary>The folder that holds a data set.</summary>
    /// <param name="entry">The data set.</param>
    /// <param name="folder">A folder to look in instead of the usual places.</param>
    /// <exception cref="DatasetMissingException">It is nowhere.</exception>
    public static string Require(DatasetEntry entry, string? folder = null) => Find(entry, folder) ?? throw new DatasetMissingException(entry, entry.Layouts, Roots(entry, folder));

    /// <summary>Finds one of some sets of files, and downloads the data set first if that is wanted and it is not there.</summary>
    internal static DatasetLocation Locate(DatasetEntry entry, string? folder, bool download, params IReadOnlyList<string>[] layouts)
    {
        if (Search(entry, folder, layouts) is { } found) return found;
        if (download)
        {
            string target = folder ?? CacheOf(entry);
            new DatasetFetcher().FetchAsync(entry, target).GetAwaiter().GetResult();
            if (Search(entry, target, layouts) is { } fetched) return fetched;
        }

        throw new DatasetMissingException(entry, layouts, Roots(entry, folder));
    }

    /// <summary>The cache folder by a platform's convention.</summary>
    internal static string CacheOn(string platform, Func<string, string?> environment, string home)
    {
        string above = platform switch
        {
            "windows" => Set("LOCALAPPDATA") ?? Path.Combine(home, "AppData", "Local"),
            "macos" => Path.Combine(home, "Library", "Caches"),

            // The convention says that a relative path in the variable is to be ignored.
            _ => Set("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache) ? cache : Path.Combine(home, ".cache"),
        };
        return Path.Combine(above, "hebb", "data");

        string? Set(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }

    static DatasetLocation? Search(DatasetEntry entry, string? folder, IReadOnlyList<IReadOnlyList<string>> layouts)
    {
        foreach (string root in Roots(entry, folder))
        {
            foreach (string place in entry.Subfolders.Select(sub => Path.Combine(root, sub)).Prepend(root))
            {
                if (layouts.FirstOrDefault(layout => DatasetLocation.IsComplete(place, layout)) is { } layout) return new DatasetLocation(place, layout);
            }
        }

        return null;
    }

    static string[] Roots(DatasetEntry entry, string? folder)
    {
        if (folder is not null) return [folder];
        string? data = Environment.GetEnvironmentVariable("HEBB_DATA");
        IEnumerable<string> named = string.IsNullOrEmpty(data) ? [] : entry.Aliases.Prepend(entry.Name).Select(name => Path.Combine(data, name));
        return [.. named, CacheOf(entry)];
    }
}
