using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hebb.Tests;

/// <summary>docs/packages.md lists the packages there are, and what each needs.</summary>
public sealed partial class PackagesPageTests
{
    [Fact]
    public void TheTableIsWhatTheProjectsSay()
    {
        IEnumerable<string> table = File.ReadLines(Path.Combine(Repository.Root, "docs", "packages.md"))
            .Where(line => line.StartsWith("| `Hebb", StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .Select(cells => Row(Names(cells[1]).Single(), Names(cells[3])));
        Assert.Equal(Projects().Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    static IEnumerable<string> Projects()
    {
        IEnumerable<string> projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        foreach (string path in projects.Append(Path.Combine(Repository.Root, "templates", "Hebb.Templates.csproj")))
        {
            XDocument project = XDocument.Load(path);
            if (project.Descendants("IsPackable").Any(p => p.Value == "false")) continue;

            // A tool carries what it uses inside.
            IEnumerable<XElement> needs = project.Descendants("PackAsTool").Any(p => p.Value == "true") ? [] : project.Descendants("ProjectReference").Concat(project.Descendants("PackageReference"));
            yield return Row(Path.GetFileNameWithoutExtension(path), needs.Select(n => n.Attribute("Include")!.Value).Select(n => n.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(n) : n));
        }
    }

    static string Row(string package, IEnumerable<string> needs) => $"{package} needs {string.Join(", ", needs.Order(StringComparer.Ordinal))}";

    static IEnumerable<string> Names(string cell) => Code().Matches(cell).Select(m => m.Groups["name"].Value);

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
