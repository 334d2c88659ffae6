namespace Hebb.Vision.Datasets.Folders;

/// <summary>Folders that lie among class folders and are none: what systems, programs and Hebb itself put there.</summary>
static class OtherFolders
{
    // Runs lie at most so deep in what holds them: a sweep's folder, a round, a trial.
    const int MaxDepth = 4;

    static readonly string[] Names =
    [
        "__MACOSX", "@eaDir", "@__thumb", "#recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found", "RECYCLER", "node_modules", "__pycache__", "hebb-runs", "hebb-labs",
    ];

    /// <summary>Whether a folder is no class: hidden, known by its name, or made by a program.</summary>
    public static bool Are(DirectoryInfo folder) => IsHidden(folder) || Names.Contains(folder.Name, StringComparer.OrdinalIgnoreCase) || IsMade(folder);

    /// <summary>Whether a file or a folder is hidden: by its name as on Unix, or by an attribute as on Windows.</summary>
    public static bool IsHidden(FileSystemInfo entry) => entry.Name.StartsWith('.') || (entry.Attributes & (FileAttributes.Hidden | FileAttributes.System)) != FileAttributes.None;

    static bool IsMade(DirectoryInfo folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder.FullName, "pyvenv.cfg")) || IsBuildOutput(folder) || HoldsRuns(folder, MaxDepth);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // "bin" may be a class of its own; beside a project it is not.
    static bool IsBuildOutput(DirectoryInfo folder) => folder.Name is "bin" or "obj" && folder.Parent is { } above && above.EnumerateFiles("*.*proj").Any();

    // A run by what it holds; a sweep by its file; and a folder with nothing else in it.
    static bool HoldsRuns(DirectoryInfo folder, int depth)
    {
        if (IsRun(folder) || File.Exists(Path.Combine(folder.FullName, "sweep.json"))) return true;
        if (depth == 0) return false;
        bool any = false;
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
        {
            if (IsHidden(entry)) continue;
            if (entry is not DirectoryInfo below)
            {
                if (entry.Extension is ".json" or ".log") continue;
                return false;
            }

            if (!HoldsRuns(below, depth - 1)) return false;
            any = true;
        }

        return any;
    }

    static bool IsRun(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "config.json"))
        && (File.Exists(Path.Combine(folder.FullName, "model.safetensors")) || File.Exists(Path.Combine(folder.FullName, "run-id")) || Directory.Exists(Path.Combine(folder.FullName, "checkpoints")));
}
