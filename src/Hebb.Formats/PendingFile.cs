namespace Hebb.Formats;

/// <summary>
/// A file that is written beside the one that it is to become, flushed to the disk. <see cref="Commit"/> renames it over that one; disposed without, it is removed. So files that belong together
/// can all be written before the first of them is put in place.
/// </summary>
sealed class PendingFile : IDisposable
{
    readonly string path, target, beside;
    bool isCommitted;

    /// <summary>Writes the file beside.</summary>
    /// <inheritdoc cref="AtomicFile.Write"/>
    public PendingFile(string path, Action<Stream> write)
    {
        this.path = path;
        target = Target(path);
        beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
        Attempt(() =>
        {
            using var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            write(stream);
            stream.Flush(flushToDisk: true);
        });
    }

    /// <summary>Puts the file in its place; the second time it does nothing.</summary>
    public void Commit()
    {
        if (isCommitted) return;
        Attempt(() => Replace(beside, target));
        isCommitted = true;
    }

    public void Dispose()
    {
        if (!isCommitted) Remove(beside);
    }

    void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception problem)
        {
            Remove(beside);
            if (DiskProblem.Explain(path, problem) is { } explained) throw explained;
            if (problem is (IOException or UnauthorizedAccessException) && Names(problem, beside)) throw FileProblem.Writing(path, problem);
            throw;
        }
    }

    // Windows refuses to replace a file that another program has open, such as a scanner that looks at every new file for a moment: that is waited out.
    static void Replace(string beside, string target)
    {
        const int Attempts = 20, Pause = 50;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(beside, target, overwrite: true);
                return;
            }
            catch (Exception held) when (OperatingSystem.IsWindows() && attempt < Attempts && (held is UnauthorizedAccessException || (held is IOException problem && HeldFile.Is(problem))))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    // Where it cannot be removed either, the first error is the one to tell.
    static void Remove(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    // Where the file really is; a folder is refused before anything is written, and so is what would be lost by the renaming, such as /dev/null.
    static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            if (new FileInfo(full).LinkTarget is not null && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } linked) full = linked.FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Writing(path, problem);
        }

        if (Directory.Exists(full) || Path.GetFileName(full).Length == 0) throw new IOException($"'{path}' names a folder, not a file.");
        if (new FileInfo(full) is { Exists: true, Length: 0 } && SpecialFile.Kind(full) is { } kind) throw new IOException($"'{path}' is {kind}; only a regular file can be replaced.");
        return full;
    }

    // The file system's own errors, which speak of the file beside; what the caller's content met on its way is its own to tell.
    static bool Names(Exception problem, string beside) =>
        problem.Message.Contains(Path.GetFileName(beside), StringComparison.Ordinal) || problem is DirectoryNotFoundException;
}
