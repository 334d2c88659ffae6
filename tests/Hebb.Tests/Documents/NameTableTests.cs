using System.Reflection;
using System.Text.RegularExpressions;

namespace Hebb.Tests;

/// <summary>The tables from the names of other libraries to ours name only what exists.</summary>
public sealed partial class NameTableTests
{
    const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    static readonly Type[] Types = [.. new[] { typeof(Tensor), typeof(Formats.Safetensors), typeof(Images.Image), typeof(Vision.Datasets.Digits), typeof(Hebb.Plots.Figure), typeof(Tracking.Run) }.SelectMany(t => t.Assembly.GetExportedTypes())];

    static readonly HashSet<string> AnyMember = [.. Types.SelectMany(t => t.GetMembers(Members)).Select(Name)];

    [Theory]
    [InlineData("from-pytorch.md", 150)]
    [InlineData("from-keras.md", 80)]
    public void EveryNameOfOursInTheTablesExists(string page, int least)
    {
        var missing = new List<string>();
        int names = 0;
        bool isNames = false;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", page)))
        {
            if (!line.StartsWith('|')) isNames = false;
            if (line.EndsWith("| Hebb | |", StringComparison.Ordinal)) isNames = true;
            if (!isNames || !line.StartsWith("| `", StringComparison.Ordinal)) continue;
            string[] cells = line.Split(" | ");
            Assert.True(cells.Length >= 2, line);
            MatchCollection ours = Code().Matches(cells[1]);
            Assert.True(ours.Count > 0, $"No name of ours in: {line}");
            foreach (Match name in ours)
            {
                names++;
                if (!Exists(name.Groups["name"].Value)) missing.Add(name.Groups["name"].Value);
            }
        }

        Assert.Empty(missing);
        Assert.True(names > least, $"{names} names");
    }

    [Theory]
    [InlineData("Linear", true)]
    [InlineData("x.Relu", true)]
    [InlineData("Tensor.Zeros", true)]
    [InlineData("x.Releu", false)]
    [InlineData("Tensor.Zeroes", false)]
    [InlineData("Linnear", false)]
    public void TheCheckSeesWhatIsMissing(string name, bool exists) => Assert.Equal(exists, Exists(name));

    // "Linear" is a type; "Tensor.Zeros" a member of a type or an extension of it; "x.Relu" a member of something.
    static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        if (char.IsLower(parts[0][0])) return parts.Length == 2 && AnyMember.Contains(parts[1]);
        Type[] types = [.. Types.Where(t => t.Name.Split('`')[0] == parts[0])];
        return types.Length > 0 && (parts.Length == 1 || types.Any(t => t.GetMembers(Members).Any(m => Name(m) == parts[1])) || (parts[0] == "Tensor" && typeof(Ops).GetMember(parts[1]).Length > 0));
    }

    static string Name(MemberInfo member) => member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name[4..] : member.Name;

    [GeneratedRegex(@"`(?<name>[A-Za-z][\w.]*)[^`]*`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
