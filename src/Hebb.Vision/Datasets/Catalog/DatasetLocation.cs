namespace Hebb.Vision.Datasets;

/// <summary>Where a data set's files were found.</summary>
/// <param name="Folder">The folder that holds them.</param>
/// <param name="Layout">Which set of files it is.</param>
sealed record DatasetLocation(string Folder, IReadOnlyList<string> Layout)
{
    /// <summary>The path of one of the files: as it is named, or unpacked (without .gz) if only that is there.</summary>
    public string File(string name) => PathOf(Folder, name) ?? Path.Combine(Folder, name);

    /// <summary>Whether a folder holds every file of a set.</summary>
    public static bool IsComplete(string folder, IReadOnlyList<string> layout) => layout.All(name => PathOf(folder, name) is not null);

    static string? PathOf(string folder, string name)
    {
        const string Packed = ".gz";
        string path = Path.Combine(folder, name);
        if (Path.Exists(path)) return path;
        return name.EndsWith(Packed, StringComparison.Ordinal) && Path.Exists(path[..^Packed.Length]) ? path[..^Packed.Length] : null;
    }
}
