namespace Hebb.Tests;

/// <summary>A folder of its own for one test, removed at its end.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Real(Directory.CreateTempSubdirectory("hebb-test-").FullName);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception held) when (OperatingSystem.IsWindows() && held is IOException or UnauthorizedAccessException)
        {
            // Windows keeps what something still has open; the folder goes with the machine's temporary files.
        }
    }

    // macOS reaches its temporary folder through a link, /var, and tells processes and links where it really is.
    static string Real(string path) => OperatingSystem.IsMacOS() && path.StartsWith("/var/", StringComparison.Ordinal) ? "/private" + path : path;
}
