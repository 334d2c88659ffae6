namespace Hebb.Tests;

/// <summary>
/// Text compared with a file of Snapshots/, exactly. To accept what the code prints now, set HEBB_UPDATE_SNAPSHOTS to the path of tests/Hebb.Tests/Snapshots
/// and run the tests; then read the difference before committing it.
/// </summary>
static class Snapshot
{
    public static void Match(string name, string text)
    {
        string actual = text.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("HEBB_UPDATE_SNAPSHOTS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, name), actual);
            return;
        }

        string path = Path.Combine(AppContext.BaseDirectory, "Snapshots", name);
        Assert.True(File.Exists(path), $"There is no snapshot {name}; what was printed:\n{actual}");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
