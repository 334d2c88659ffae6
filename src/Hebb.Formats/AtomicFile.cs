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
        string target = Path.GetFullPath(path);
        if (new FileInfo(target).LinkTarget is not null && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } linked) target = linked.FullName;
        string folder = Path.GetDirectoryName(target) ?? throw new IOException($"'{path}' names a folder, not a file.");
        string beside = Path.Combine(folder, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
        }
        catch (Exception problem)
        {
            Remove(beside);
            if (DiskProblem.Explain(path, problem) is { } explained) throw explained;
            throw;
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
}
