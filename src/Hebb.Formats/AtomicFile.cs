namespace Hebb.Formats;

/// <summary>Writes a file so that a reader sees the old content or the new, never a part: beside it, flushed to the disk, then renamed over it.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file. If anything fails, the old file stays as it was and the temporary one is removed.</summary>
    /// <param name="path">The file to make or to replace. Through a symbolic link, the file that it points to.</param>
    /// <param name="write">Writes the content to the stream that it is given, which can seek; the stream is closed afterwards.</param>
    /// <exception cref="IOException">The folder is missing, the disk is full or read-only, a quota or the largest size of a file is reached, or another error of the file system.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Target(path), beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            Replace(beside, target);
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
        string target = Path.GetFullPath(path);
        try
        {
            if (new FileInfo(target).LinkTarget is not null && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } linked) target = linked.FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Writing(path, problem);
        }

        if (Directory.Exists(target) || Path.GetFileName(target).Length == 0) throw new IOException($"'{path}' names a folder, not a file.");
        if (new FileInfo(target) is { Exists: true, Length: 0 } && SpecialFile.Kind(target) is { } kind) throw new IOException($"'{path}' is {kind}; only a regular file can be replaced.");
        return target;
    }

    // The file system's own errors, which speak of the file beside; what the caller's content met on its way is its own to tell.
    static bool Names(Exception problem, string beside) =>
        problem.Message.Contains(Path.GetFileName(beside), StringComparison.Ordinal) || problem is DirectoryNotFoundException;
}
