namespace Hebb.Tests;

/// <summary>Where things lie on the machine that runs the tests.</summary>
internal static class Repository
{
    /// <summary>The folder of Hebb.slnx.</summary>
    internal static string Root { get; } = Find();

    /// <summary>The folder of data and reference values beside the repository, or null: HEBB_SHARED, or a folder "shared" beside the root.</summary>
    internal static string? Shared { get; } = FindShared();

    /// <summary>A path in the shared folder; skips the test with the reason where it is absent.</summary>
    internal static string RequireShared(params string[] parts)
    {
        string? path = Shared is null ? null : Path.Combine([Shared, .. parts]);
        if (path is null || !Path.Exists(path))
            Assert.Skip($"The reference folder {Path.Combine([Shared ?? "../shared", .. parts])} is not on this machine; HEBB_SHARED names another place.");
        return path;
    }

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hebb.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException($"Hebb.slnx was not found above {AppContext.BaseDirectory}; run the tests inside the repository.");
    }

    static string? FindShared()
    {
        if (Environment.GetEnvironmentVariable("HEBB_SHARED") is { Length: > 0 } named) return named;
        string beside = Path.Combine(Root, "..", "shared");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
