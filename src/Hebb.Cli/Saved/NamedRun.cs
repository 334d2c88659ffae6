using Hebb.Cli.Commands;
using Hebb.Cli.Configuration;
using Hebb.Cli.Learning;
using Hebb.Vision.Classification;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Saved;

/// <summary>The run that a word means: a run itself, by its folder or a file, or else the newest one in hebb-runs that was trained on the data set or folder of that name.</summary>
static class NamedRun
{
    /// <summary>Whether a word names data, and so a run that was trained on them. What is a run or a file is never taken for data.</summary>
    public static bool IsData(string word, string home = RunDirectory.Home)
    {
        if (File.Exists(word) || File.Exists(Path.Combine(word, ClassifierFiles.CardName)) || File.Exists(Path.Combine(word, ConfigFile.Name))) return false;
        return DatasetCatalog.Find(word) is not null || (Directory.Exists(word) && Find(word, home) is not null);
    }

    /// <summary>The folder of the newest run that was trained on some data.</summary>
    /// <exception cref="HebbException">No run was trained on them.</exception>
    public static string Newest(string data, string home = RunDirectory.Home) => Find(data, home) ?? throw new HebbException(
        $"No run in {home} was trained on {data}.", $"{CommandText.Of("train", CommandText.Word(data))} trains a network; a run that lies elsewhere is named by its folder.");

    static string? Find(string data, string home)
    {
        var folder = new DirectoryInfo(home);
        if (!folder.Exists) return null;
        IEnumerable<FileInfo> cards = folder.EnumerateDirectories().Select(run => new FileInfo(Path.Combine(run.FullName, ClassifierFiles.CardName))).Where(card => card.Exists);
        FileInfo? newest = cards.OrderByDescending(card => card.LastWriteTimeUtc).FirstOrDefault(card => HasLearned(card.FullName, data));
        return newest is null ? null : Path.Combine(home, newest.Directory!.Name);
    }

    // A card that cannot be read is not the one that is meant.
    static bool HasLearned(string card, string data)
    {
        try
        {
            return AreSame(ClassifierFiles.ReadCard(card).Data, data);
        }
        catch (Exception problem) when (problem is HebbException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether two words name the same data set or folder.</summary>
    public static bool AreSame(string learned, string data) => (DatasetCatalog.Find(learned), DatasetCatalog.Find(data)) switch
    {
        (null, null) => learned.Length > 0 && string.Equals(Full(learned), Full(data), StringComparison.Ordinal),
        var (one, other) => one == other,
    };

    static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
