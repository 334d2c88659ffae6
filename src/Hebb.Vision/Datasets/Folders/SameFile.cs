using Hebb.Formats;

namespace Hebb.Vision.Datasets.Folders;

/// <summary>Tells which paths lead to one and the same file, by symbolic links or by hard ones.</summary>
static class SameFile
{
    /// <summary>For each path the place of the first one that leads to the same file: its own, if there is none before.</summary>
    public static int[] First(IReadOnlyList<string> paths)
    {
        var first = new int[paths.Count];
        var folders = new Dictionary<string, string?>(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var alike = new Dictionary<(long Length, DateTime Written, DateTime Made), List<int>>();
        for (int i = 0; i < first.Length; i++)
        {
            var file = new FileInfo(paths[i]);
            string path = Place(file, folders);
            if (!places.TryAdd(path, i))
            {
                first[i] = places[path];
                continue;
            }

            first[i] = HardLinkOf(i, path, paths, alike) ?? i;
        }

        return first;
    }

    static string Place(FileInfo file, Dictionary<string, string?> folders)
    {
        if (file.LinkTarget is not null) return RealPath.Of(file.FullName) ?? file.FullName;
        string folder = file.DirectoryName ?? string.Empty;
        if (!folders.TryGetValue(folder, out string? real)) folders[folder] = real = RealPath.Of(folder);
        return Path.Combine(real ?? folder, file.Name);
    }

    // The framework does not tell a file's number. But the names of one file share its length and its times to the last digit, and of course its content: where all of that is
    // the same, nothing is lost by taking the image once.
    static int? HardLinkOf(int index, string real, IReadOnlyList<string> paths, Dictionary<(long Length, DateTime Written, DateTime Made), List<int>> alike)
    {
        var file = new FileInfo(real);
        if (!file.Exists || file.Length == 0) return null;
        (long, DateTime, DateTime) key = (file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc);
        if (!alike.TryGetValue(key, out List<int>? others)) alike[key] = others = [];
        foreach (int other in others)
        {
            if (SameContent(paths[other], real)) return other;
        }

        others.Add(index);
        return null;
    }

    static bool SameContent(string one, string other)
    {
        try
        {
            using FileStream a = InputFile.Open(one), b = InputFile.Open(other);
            byte[] left = new byte[1 << 16], right = new byte[left.Length];
            while (true)
            {
                int read = a.ReadAtLeast(left, left.Length, throwOnEndOfStream: false), also = b.ReadAtLeast(right, right.Length, throwOnEndOfStream: false);
                if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, also))) return false;
                if (read == 0) return true;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever reads the image will say so.
            return false;
        }
    }
}
