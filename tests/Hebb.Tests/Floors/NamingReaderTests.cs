using System.Reflection;
using Hebb.Tests.Floors.Ways;

namespace Hebb.Tests.Floors;

/// <summary>The reader of assemblies sees each way in which C# lets one thing name another, and where.</summary>
public sealed class NamingReaderTests
{
    const string Folder = "tests/Hebb.Tests/Floors/Ways/";

    static readonly Lazy<List<Naming>> Namings = new(Read);

    static IEnumerable<Naming> Up => Namings.Value.Where(n => n.At.Path.StartsWith(Folder + "Below.", StringComparison.Ordinal) && n.Stands.Path == Folder + "Above.cs");

    [Fact]
    public void EveryWayOfNamingIsSeen()
    {
        string[] ways = [.. typeof(Below).GetMembers(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).Where(IsWay).Distinct(StringComparer.Ordinal)];
        Assert.True(ways.Length > 35, $"{ways.Length} ways");
        Assert.All(ways, way => Assert.Contains(Up, n => n.Who == $"Below.{way}" || n.Who.StartsWith($"Below.{way}.", StringComparison.Ordinal)));
    }

    [Fact]
    public void NothingElseIsSeen() =>
        Assert.DoesNotContain(Up, n => n.Who != "Below.Extension" && !IsWay(n.Who["Below.".Length..]));

    [Fact]
    public void TheLineIsThatOfTheInstruction() =>
        Assert.Contains(Namings.Value, n => n.Who == "Below.ByCall" && n.Named == "Above.Call" && n.At.Line == Below.ByCall());

    [Theory]
    [InlineData("Split.Here", "Split.cs", "Split.There", "Split.Part.cs")]
    [InlineData("Split.Itself", "Split.cs", "Split", "Split.cs")]
    [InlineData("Split.Waits", "Split.cs", "Split.Later", "Split.Part.cs")]
    [InlineData("Split.new", "Split.Part.cs", "Above.Call", "Above.cs")]
    [InlineData("Split.Property", "Split.Part.cs", "Split.Property", "Split.Part.cs")]
    [InlineData("Below.ByExtensionAttribute", "Below.Extensions.cs", "AboveAttribute.new", "Above.cs")]
    public void AMemberOfAPartialClassStandsInItsOwnFile(string who, string at, string named, string stands) =>
        Assert.Contains(Namings.Value, n => n.Who == who && n.At.Path == Folder + at && n.Named == named && n.Stands.Path == Folder + stands);

    static bool IsWay(string name) => name.StartsWith("By", StringComparison.Ordinal) || name.StartsWith("IBy", StringComparison.Ordinal);

    static List<Naming> Read()
    {
        using var tests = new Library(typeof(NamingReaderTests).Assembly.Location, "tests/Hebb.Tests");
        return NamingReader.Read([tests], type => type.StartsWith(typeof(Below).Namespace!, StringComparison.Ordinal));
    }
}
