namespace Hebb.Tests;

/// <summary>
/// Text compared with a file of tests/Hebb.Tests/Snapshots, exactly. HEBB_UPDATE_SNAPSHOTS=1 writes the files anew; read the difference before committing it.
/// </summary>
static class Snapshot
{
    /// <summary>Fails unless the text is what the snapshot holds, whatever their line endings.</summary>
    public static void Match(string text, string name)
    {
        string actual = text.ReplaceLineEndings("\n");
        string path = Path.Combine(Repository.Root, "tests", "Hebb.Tests", "Snapshots", name);
        if (Environment.GetEnvironmentVariable("HEBB_UPDATE_SNAPSHOTS") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot {name}; HEBB_UPDATE_SNAPSHOTS=1 makes it. What was printed:\n{actual}");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
