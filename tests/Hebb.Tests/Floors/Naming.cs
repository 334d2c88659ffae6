namespace Hebb.Tests.Floors;

/// <summary>One member or type that names another.</summary>
/// <param name="Who">The member that names, as a reader of the sources calls it.</param>
/// <param name="At">Where it does so.</param>
/// <param name="Named">What it names.</param>
/// <param name="Stands">Where that stands.</param>
readonly record struct Naming(string Who, Place At, string Named, Place Stands)
{
    public string From => Room(At.Path);

    public string To => Room(Stands.Path);

    // The core has a room for each folder, every other project is one room.
    static string Room(string path)
    {
        string[] parts = path.Split('/');
        int depth = Math.Min(path.StartsWith("src/Hebb/", StringComparison.Ordinal) ? 3 : 2, parts.Length - 1);
        return string.Join('/', parts[..depth]);
    }

    public override string ToString() => $"{Who} ({At}) names {Named}";
}
