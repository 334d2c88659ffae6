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
        using var file = new PendingFile(path, write);
        file.Commit();
    }
}
