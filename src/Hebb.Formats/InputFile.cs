namespace Hebb.Formats;

/// <summary>
/// The one door through which files are opened to be read. Only regular files come through: a pipe would wait for ever, and a device such as <c>/dev/zero</c> has no end. Its errors name the
/// file as the caller wrote it. Safe from several threads at once.
/// </summary>
public static class InputFile
{
    /// <summary>The largest text that is read at once, 64 MB: configurations, cards, lists of names.</summary>
    internal const long TextLimit = 64L << 20;

    /// <summary>Opens a file to be read.</summary>
    /// <param name="path">A regular file, or a link to one.</param>
    /// <returns>The open file, which can seek; dispose it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">It is a folder, a pipe, a device or a socket, or the file system failed.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireRegular(path);
        try
        {
            // Others may replace or remove the file meanwhile, which Windows would refuse them; what is open stays as it was.
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (stream.CanSeek) return stream;
            stream.Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileProblem.Reading(path, problem);
        }

        throw NotRegular(path, "a pipe or a device");
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">A regular file, or a link to one.</param>
    /// <param name="limit">The most bytes that are read; a larger file is refused before memory is taken.</param>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static byte[] ReadAllBytes(string path, long limit)
    {
        using FileStream stream = Open(path);
        if (stream.Length > Math.Min(limit, Array.MaxLength)) throw new IOException($"The file '{path}' has {stream.Length:N0} bytes; at most {Math.Min(limit, Array.MaxLength):N0} are read here.");
        var bytes = new byte[stream.Length];
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (IOException problem)
        {
            throw FileProblem.Reading(path, problem);
        }

        return bytes;
    }

    /// <summary>Reads a whole text in UTF-8, or in the encoding that its byte order mark names.</summary>
    /// <param name="path">A regular file, or a link to one, of at most 64 MB.</param>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static string ReadAllText(string path)
    {
        using var reader = new StreamReader(new MemoryStream(ReadAllBytes(path, TextLimit)));
        return reader.ReadToEnd();
    }

    /// <summary>Refuses what is no regular file, without opening it.</summary>
    internal static void RequireRegular(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder; a file was expected.");
        var file = new FileInfo(path);
        try
        {
            // A link has a length of its own; the one of the file at its end counts.
            if (file.LinkTarget is { } next)
            {
                file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
                if (!file.Exists) throw next.Contains(":[", StringComparison.Ordinal) ? NotRegular(path, "a pipe or a socket") : new FileNotFoundException($"'{path}' is a link to '{next}', which is not there.", path);
            }

            if (!file.Exists || file.Length > 0) return;
        }
        catch (Exception problem) when (problem is not FileNotFoundException && problem is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.Reading(path, problem);
        }

        // Pipes, devices and sockets have no length; most empty files are just empty.
        if (SpecialFile.Kind(file.FullName) is { } kind) throw NotRegular(path, kind);
    }

    static IOException NotRegular(string path, string kind) => new($"'{path}' is {kind}; only regular files are read. Write its content to a file first, and name that.");
}
