namespace Hebb.Formats;

/// <summary>Says what a file system refused in the caller's words: the system's messages name full paths, and files beside the one that was asked for.</summary>
static class FileProblem
{
    /// <summary>The error of a file that was to be read.</summary>
    public static Exception Reading(string path, Exception problem) => problem switch
    {
        FileNotFoundException => new FileNotFoundException($"There is no file '{path}'.", path, problem),
        DirectoryNotFoundException => new DirectoryNotFoundException($"There is no file '{path}': its folder is not there.", problem),
        UnauthorizedAccessException => new UnauthorizedAccessException($"The file '{path}' cannot be read: {Reason(problem)}", problem),
        EndOfStreamException => new EndOfStreamException($"The file '{path}' became shorter while it was read.", problem),
        NotSupportedException => new IOException($"'{path}' is a device; only regular files are read.", problem),
        _ => new IOException($"The file '{path}' cannot be read: {Reason(problem)}", problem) { HResult = problem.HResult },
    };

    /// <summary>The error of a file that was to be written.</summary>
    public static Exception Writing(string path, Exception problem) => problem switch
    {
        DirectoryNotFoundException or FileNotFoundException => new DirectoryNotFoundException($"The file '{path}' cannot be written: {Reason(problem)}", problem),
        UnauthorizedAccessException => new UnauthorizedAccessException($"The file '{path}' cannot be written: {Reason(problem)}", problem),
        _ => new IOException($"The file '{path}' cannot be written: {Reason(problem)}", problem) { HResult = problem.HResult },
    };

    /// <summary>What the file system found wrong, as a sentence's end, without the path: "permission is denied."</summary>
    public static string Reason(Exception problem)
    {
        string message = problem.Message;

        // "No space left on device : '/home/you/.model.json.x2c4.tmp'": what the system found wrong stands before the path.
        int end = message.IndexOf(" : '", StringComparison.Ordinal);
        return problem switch
        {
            UnauthorizedAccessException => "permission is denied.",
            DirectoryNotFoundException or FileNotFoundException => "its folder is not there.",
            PathTooLongException => "its name is too long.",
            _ when message.StartsWith("Too many levels of symbolic links", StringComparison.Ordinal) => "its links go in a circle.",
            _ when end > 0 => $"{char.ToLowerInvariant(message[0])}{message[1..end].TrimEnd('.')}.",
            _ when message.Contains("already exists", StringComparison.Ordinal) => "a file of that name is in the way.",
            _ when message.Contains("being used by another process", StringComparison.Ordinal) => "another process uses it.",
            _ => message,
        };
    }
}
