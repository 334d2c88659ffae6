using System.Security.Cryptography;
using Hebb.Formats;

namespace Hebb.Vision.Datasets.Download;

/// <summary>Brings a data set into a folder: loads what is missing, unpacks archives, and leaves alone what is there and right.</summary>
/// <param name="options">The downloader's patience and limits.</param>
internal sealed class DatasetFetcher(DownloadOptions? options = null)
{
    /// <summary>Fetches a data set. Only one process at a time fills a folder; others wait.</summary>
    /// <param name="entry">The data set.</param>
    /// <param name="folder">Where to; it is made if it is not there.</param>
    /// <param name="progress">Hears how far each file is.</param>
    /// <param name="say">Hears what else happens, in a line each.</param>
    /// <param name="stop">Stops it; what came is continued the next time.</param>
    /// <exception cref="DatasetMissingException">The data set has no public home.</exception>
    /// <exception cref="DownloadException">A file cannot be had, or is not what it should be.</exception>
    /// <exception cref="Formats.FormatErrorException">An archive is damaged, or holds what is refused.</exception>
    /// <exception cref="IOException">The disk is full, or another error of the file system.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task FetchAsync(DatasetEntry entry, string folder, IProgress<DownloadProgress>? progress = null, Action<string>? say = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Files.Count == 0) throw new DatasetMissingException(entry, entry.Layouts, [folder]);
        Directory.CreateDirectory(folder);
        using FolderLock held = await FolderLock.TakeAsync(folder, () => say?.Invoke($"waiting for another process that is filling {folder}"), stop);
        if (entry.Files.Any(file => file.IsArchive) && DatasetPlaces.Find(entry, folder) is { } complete)
        {
            say?.Invoke($"{entry.Name} is complete in {complete}");
            return;
        }

        using var downloader = new Downloader(options);
        foreach (DatasetFile file in entry.Files)
        {
            string path = Path.Combine(folder, file.Name);
            if (await IsRightAsync(file, path, stop)) say?.Invoke($"{file.Name} is there");
            else await downloader.LoadAsync(file, path, progress, stop);
            if (!file.IsArchive) continue;
            say?.Invoke($"unpacking {file.Name}");
            Archive.Unpack(path, folder, MaxUnpacked(new FileInfo(path).Length), stop);
            File.Delete(path);
        }

        if (DatasetPlaces.Find(entry, folder) is null) throw new DatasetMissingException(entry, entry.Layouts, [folder]);
    }

    // Images and their like are packed to a half or a third; eight times leaves room.
    static long MaxUnpacked(long packed) => (8 * packed) + (64L << 20);

    static async Task<bool> IsRightAsync(DatasetFile file, string path, CancellationToken stop)
    {
        if (!File.Exists(path) || (file.Length is { } length && new FileInfo(path).Length != length)) return false;
        if (file.Sha256 is null) return true;
        await using FileStream stream = InputFile.Open(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop)) == file.Sha256;
    }
}
