using System.Globalization;
using Hebb.Formats;

namespace Hebb.Tracking;

/// <summary>
/// A folder that belongs to one run as long as it is at work. The claim is a lock of the operating system on the file <c>.hebb-lock</c>, so it ends with the process, however that
/// ends. (File systems of a network that know no locks do not keep two machines apart.)
/// </summary>
public sealed class RunFolder : IDisposable
{
    const string LockName = ".hebb-lock", OwnerName = ".hebb-owner";

    readonly FileStream held;

    RunFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; }

    /// <summary>Claims a folder; makes it if it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="owner">Who claims it, for the message that another run will see: the name or the id of the run.</param>
    /// <returns>The claim; dispose it when the run has ended.</returns>
    /// <exception cref="HebbException">Another run is at work in it.</exception>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static RunFolder Claim(string path, string owner = "a run")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        string folder = System.IO.Path.GetFullPath(path), mark = System.IO.Path.Combine(folder, OwnerName);
        Directory.CreateDirectory(folder);
        string lockFile = System.IO.Path.Combine(folder, LockName);
        FileStream locked;
        try
        {
            locked = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (HeldFile.Is(problem))
        {
            throw new HebbException($"Another run is at work in the folder '{path}'{OwnerOf(mark)}.", "Wait until it ends, stop it, or give this run a folder of its own with --out.", problem);
        }

        try
        {
            // Beside the lock, because a locked file cannot be read.
            File.WriteAllText(mark, string.Create(CultureInfo.InvariantCulture, $"{owner}, process {Environment.ProcessId} on {Environment.MachineName}, since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss}Z"));
            return new RunFolder(folder, locked);
        }
        catch (Exception problem)
        {
            locked.Dispose();
            if (DiskProblem.Explain(mark, problem) is { } explained) throw explained;
            throw;
        }
    }

    /// <summary>Gives the folder free.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(System.IO.Path.Combine(Path, OwnerName));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A stale owner misleads nobody: it is read only while the folder is locked.
        }

        // The lock's file stays: to remove it could let two runs lock two files of the same name.
        held.Dispose();
    }

    static string OwnerOf(string mark)
    {
        try
        {
            return File.Exists(mark) ? $": {Formats.InputFile.ReadAllText(mark)}" : string.Empty;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
