namespace Hebb.Vision.Datasets.Folders;

/// <summary>Where a path ends when every link on the way is followed.</summary>
static class RealPath
{
    // As many as Linux follows.
    const int MaxLinks = 40;

    /// <summary>The full path without links; null where links go in a circle.</summary>
    public static string? Of(string path)
    {
        string full = Path.IsPathFullyQualified(path) ? path : Path.Combine(Directory.GetCurrentDirectory(), path), root = Path.GetPathRoot(full)!;
        var left = new Stack<string>(Steps(full[root.Length..]).Reverse());
        string real = root;
        int links = 0;
        while (left.TryPop(out string? step))
        {
            if (step is "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            string next = Path.Combine(real, step);
            if (Target(next) is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks) return null;
            if (Path.IsPathFullyQualified(target)) (real, target) = (Path.GetPathRoot(target)!, target[Path.GetPathRoot(target)!.Length..]);
            foreach (string part in Steps(target).Reverse()) left.Push(part);
        }

        return real;
    }

    /// <summary>Whether a folder is another one or holds it, both without links.</summary>
    public static bool Holds(string folder, string other) =>
        other.StartsWith(folder, StringComparison.Ordinal) && (other.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || other[folder.Length] == Path.DirectorySeparatorChar);

    static string? Target(string path)
    {
        var entry = new FileInfo(path);
        return entry.Attributes is var attributes && (int)attributes != -1 && attributes.HasFlag(FileAttributes.ReparsePoint) ? entry.LinkTarget : null;
    }

    static string[] Steps(string path) => [.. path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Where(step => step is not ("" or "."))];
}
