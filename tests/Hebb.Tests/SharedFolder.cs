namespace Hebb.Tests;

/// <summary>Finds the folder with reference values and data that lies beside the repository, not in it.</summary>
static class SharedFolder
{
    /// <summary>The folder that HEBB_SHARED names, or one called shared beside the repository's root; null if there is neither.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("HEBB_SHARED") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (DirectoryInfo? place = new(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (!File.Exists(Path.Combine(place.FullName, "Hebb.slnx"))) continue;
            string shared = Path.Combine(place.Parent?.FullName ?? place.FullName, "shared");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
