using Hebb.Vision.Datasets.Download;

namespace Hebb.Vision.Datasets;

/// <summary>A data set is not there. The message says which files are wanted and where they were looked for; the help, where they come from and the command that fetches them.</summary>
public sealed class DatasetMissingException : HebbException
{
    /// <summary>Creates the error.</summary>
    /// <param name="entry">The data set.</param>
    /// <param name="wanted">The sets of files of which one must be complete.</param>
    /// <param name="looked">The folders that were searched.</param>
    internal DatasetMissingException(DatasetEntry entry, IReadOnlyList<IReadOnlyList<string>> wanted, IReadOnlyList<string> looked)
        : base(Problem(entry, wanted, looked), Mend(entry)) => Entry = entry;

    /// <summary>The data set.</summary>
    internal DatasetEntry Entry { get; }

    static string Problem(DatasetEntry entry, IReadOnlyList<IReadOnlyList<string>> wanted, IReadOnlyList<string> looked) =>
        $"The data set {entry.Name} is not here: {string.Join(", or ", wanted.Select(set => Listed(set)))} wanted, and looked for in {string.Join(", ", looked.Select(folder => Path.IsPathFullyQualified(folder) ? ShownPath.Of(folder) : folder))}.";

    static string Mend(DatasetEntry entry)
    {
        string place = $"put the files into {ShownPath.Of(DatasetPlaces.CacheOf(entry))}, or name their folder with --data DIR or in code; $HEBB_DATA/{entry.Name} is searched too";
        return entry.Files.Count == 0
            ? $"It has no public download ({entry.Source}). If you have it, {place}."
            : $"'hebb data fetch {entry.Name}' loads it ({ByteSize.Text(entry.DownloadLength)}) from {entry.Files[0].Mirrors[0].Host}. Or {place}.";
    }

    static string Listed(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
