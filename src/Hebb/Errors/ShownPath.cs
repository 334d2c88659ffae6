namespace Hebb;

/// <summary>A full path as people write it: below the folder they are in, or below their home. What a program asked for itself is not told by where it lies on this machine.</summary>
static class ShownPath
{
    /// <summary>The path in its shortest form that leads to the same file.</summary>
    /// <param name="full">A full path.</param>
    public static string Of(string full) => OperatingSystem.IsWindows()
        ? Below(full, Environment.CurrentDirectory) ?? full
        : Below(full, Environment.CurrentDirectory) ?? (Below(full, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)) is { } rest ? $"~/{rest}" : full);

    static string? Below(string full, string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        return folder.Length > 1 && full.Length > folder.Length + 1 && full.StartsWith(folder, StringComparison.Ordinal) && full[folder.Length] == Path.DirectorySeparatorChar ? full[(folder.Length + 1)..] : null;
    }
}
