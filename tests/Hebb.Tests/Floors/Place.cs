namespace Hebb.Tests.Floors;

/// <summary>A place in the sources: a path from the root of the repository, and a line, 0 where only the file is known.</summary>
readonly record struct Place(string Path, int Line)
{
    /// <summary>Shorter where a reader knows that all of it is source: "Hebb/Nn/Linear.cs:12".</summary>
    public override string ToString()
    {
        string shown = Path.StartsWith("src/Hebb/", StringComparison.Ordinal) ? Path["src/Hebb/".Length..] : Path;
        return Line > 0 ? $"{shown}:{Line}" : shown;
    }
}
