using System.Text.RegularExpressions;

namespace Hebb.Tests.Floors;

/// <summary>The floors as the table in section 1 of docs/design.md draws them, from top to bottom.</summary>
sealed partial class FloorPlan
{
    readonly Dictionary<string, Room> rooms = new(StringComparer.Ordinal);

    /// <summary>A room of a floor; several folders where the table joins them with a plus.</summary>
    /// <param name="Folders">Paths from the root of the repository.</param>
    /// <param name="Floor">The row of the table, 0 at the top.</param>
    internal sealed record Room(List<string> Folders, int Floor)
    {
        public override string ToString() => string.Join('+', Folders.Select(Short));

        internal static string Short(string folder) => folder[(folder.LastIndexOfAny(['/', '.']) + 1)..];
    }

    public List<Room> Rooms { get; } = [];

    public Room? Of(string folder) => rooms.GetValueOrDefault(folder);

    /// <summary>Reads the rows whose first cell begins with a folder of src: "`src/Hebb/Nn`, `Optim`" are two rooms, "`src/Hebb/Tensors` + `Ops`" is one.</summary>
    public static FloorPlan Parse(string page)
    {
        var plan = new FloorPlan();
        int section = page.IndexOf("\n## 1.", StringComparison.Ordinal);
        if (section < 0) throw new FormatException("docs/design.md has no section 1 with the table of the floors.");
        int end = page.IndexOf("\n## 2.", section, StringComparison.Ordinal);
        int floor = 0;
        foreach (string line in page[section..(end < 0 ? page.Length : end)].Split('\n'))
        {
            if (line.StartsWith("| `src/", StringComparison.Ordinal)) plan.Add(line.Split('|')[1], floor++);
        }

        return floor > 0 ? plan : throw new FormatException("Section 1 of docs/design.md has no table whose rows begin with a folder of src, such as \"| `src/Hebb/Nn`, `Optim` | …\".");
    }

    void Add(string cell, int floor)
    {
        string parent = "";
        foreach (Match word in Words().Matches(cell))
        {
            string folder = word.Groups["folder"].Value;
            if (folder.StartsWith("src/", StringComparison.Ordinal)) parent = folder[..(folder.LastIndexOf('/') + 1)];
            else folder = parent + folder;
            if (word.Groups["plus"].Success) Rooms[^1].Folders.Add(folder);
            else Rooms.Add(new Room([folder], floor));
            if (!rooms.TryAdd(folder, Rooms[^1])) throw new FormatException($"docs/design.md gives {folder} two floors.");
        }
    }

    [GeneratedRegex(@"(?<plus>\+\s*)?`(?<folder>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
