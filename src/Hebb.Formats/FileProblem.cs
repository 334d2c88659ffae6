namespace Hebb.Formats;

/// <summary>Says what a file system refused in the caller's words: the system's messages name full paths, and files beside the one that was asked for.</summary>
static class FileProblem
{
    /// <summary>The error of a file that was to be read.</summary>
    public static Exception Reading(string path, Exception problem) => problem switch
    {
        FileNotFoundException => new FileNotFoundException($"There is no file '{path}'.", path, problem),
        DirectoryNotFoundException => new DirectoryNotFoundException($"There is no file '{path}': its folder is not there.", problem),
        UnauthorizedAccessException => new UnauthorizedAccessException($"The file '{path}' cannot be read: permission is denied.", problem),
        EndOfStreamException => new EndOfStreamException($"The file '{path}' became shorter while it was read.", problem),
        NotSupportedException => new IOException($"'{path}' is a device; only regular files are read.", problem),
        _ => new IOException($"The file '{path}' cannot be read: {Reason(path, problem)}", problem) { HResult = problem.HResult },
    };

    /// <summary>The error of a file that was to be written.</summary>
    public static Exception Writing(string path, Exception problem) => problem switch
    {
        DirectoryNotFoundException or FileNotFoundException => new DirectoryNotFoundException($"The file '{path}' cannot be written: its folder is not there.", problem),
        UnauthorizedAccessException => new UnauthorizedAccessException($"The file '{path}' cannot be written: permission is denied.", problem),
        _ => new IOException($"The file '{path}' cannot be written: {Reason(path, problem)}", problem) { HResult = problem.HResult },
    };

    // "No space left on device : '/home/you/.model.json.x2c4.tmp'": what the system found wrong stands before the path.
    static string Reason(string path, Exception problem)
    {
        string message = problem.Message;
        int end = message.IndexOf(" : '", StringComparison.Ordinal);
        return (end > 0 ? message[..end].TrimEnd('.') : message.TrimEnd('.').Replace(Path.GetFullPath(path), path, StringComparison.Ordinal)) + ".";
    }
}
