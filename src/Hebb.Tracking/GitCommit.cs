namespace Hebb.Tracking;

/// <summary>Finds which commit of a git repository is checked out, by reading its files; no program is started.</summary>
static class GitCommit
{
    const int MaxFileLength = 1 << 24, MaxFolders = 64;

    /// <summary>The commit's name, or null if the folder belongs to no repository or the commit cannot be told.</summary>
    public static string? Of(string folder)
    {
        try
        {
            DirectoryInfo? place = new(folder);
            for (int i = 0; place is not null && i < MaxFolders; i++, place = place.Parent)
            {
                string mark = Path.Combine(place.FullName, ".git");
                if (Directory.Exists(mark)) return Head(mark);

                // A work tree beside the main one has a file there that names its folder.
                if (File.Exists(mark)) return Text(mark) is { } line && line.StartsWith("gitdir: ", StringComparison.Ordinal) ? Head(Path.GetFullPath(line[8..], place.FullName)) : null;
            }

            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    static string? Head(string git)
    {
        if (Text(Path.Combine(git, "HEAD")) is not { } head) return null;
        if (!head.StartsWith("ref: ", StringComparison.Ordinal)) return Name(head);
        string branch = head[5..];
        string home = Text(Path.Combine(git, "commondir")) is { } common ? Path.GetFullPath(common, git) : git;
        foreach (string folder in (string[])[git, home])
            if (Text(Path.Combine(folder, branch)) is { } commit) return Name(commit);
        string packed = Text(Path.Combine(home, "packed-refs")) ?? string.Empty;
        return packed.Split('\n').Select(line => line.TrimEnd().Split(' ')).FirstOrDefault(words => words.Length == 2 && string.Equals(words[1], branch, StringComparison.Ordinal)) is [string name, _] ? Name(name) : null;
    }

    // SHA-1 or SHA-256, in hexadecimal.
    static string? Name(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit) ? text : null;

    static string? Text(string path) => new FileInfo(path) is { Exists: true, Length: <= MaxFileLength } ? Formats.InputFile.ReadAllText(path).Trim() : null;
}
