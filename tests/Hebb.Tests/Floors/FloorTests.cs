using System.Reflection.Metadata;

namespace Hebb.Tests.Floors;

/// <summary>The libraries stand on each other as the table in section 1 of docs/design.md says.</summary>
public sealed class FloorTests(ITestOutputHelper output)
{
    static readonly string[] Projects = ["Hebb", "Hebb.Formats", "Hebb.Images", "Hebb.Plots", "Hebb.Tracking", "Hebb.Vision", "Hebb.Labs", "Hebb.Cli"];

    static readonly Lazy<List<Naming>> Namings = new(() => Open(libraries => NamingReader.Read(libraries)));

    internal static IReadOnlyList<Naming> All => Namings.Value;

    static readonly Lazy<FloorPlan> Plan = new(() => FloorPlan.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "design.md"))));

    [Fact]
    public void EveryArrowPointsDown()
    {
        output.WriteLine(FloorMatrix.Print(Plan.Value, Namings.Value));
        List<string> faults = FloorRule.Faults(Plan.Value, Namings.Value);
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public void EveryRoomOfTheTableHasCode() =>
        Assert.Empty(Plan.Value.Rooms.SelectMany(r => r.Folders).Except(Namings.Value.Select(n => n.From), StringComparer.Ordinal));

    [Fact]
    public void EveryTypeHasAPlace() => Assert.Equal("", string.Join("\n", Open(libraries =>
        libraries.SelectMany(l => l.Metadata.TypeDefinitions.Where(t => l.Sources.Of(t) is null).Select(t => Library.FullName(l.Metadata, t))).Where(name => !IsCompilers(name)).ToList())));

    [Theory]
    [InlineData("Hebb.Nn.FanMode", "src/Hebb/Nn/FanMode.cs")] // an enum
    [InlineData("Hebb.Data.IDataset", "src/Hebb/Data/IDataset.cs")] // an interface
    [InlineData("Hebb.Tensor", "src/Hebb/Tensors/Tensor.cs")] // a class in many files
    [InlineData("Hebb.Ops", "src/Hebb/Ops/")]
    public void ATypeStandsWhereItsMainDeclarationIs(string type, string path) => Assert.All(
        Open(libraries => libraries.Select(l => l.Find(type) is { } handle ? l.Sources.Of(handle)?.Path : null).OfType<string>().ToList()),
        found => Assert.StartsWith(path, found, StringComparison.Ordinal));

    [Theory]
    [InlineData("src/Hebb/Ops", "src/Hebb/Backends")]
    [InlineData("src/Hebb/Tensors", "src/Hebb/Ops")]
    [InlineData("src/Hebb/Nn", "src/Hebb/Ops")]
    [InlineData("src/Hebb/Optim", "src/Hebb/Nn")]
    [InlineData("src/Hebb.Formats", "src/Hebb/Tensors")]
    [InlineData("src/Hebb.Plots", "src/Hebb.Images")]
    [InlineData("src/Hebb.Cli", "src/Hebb.Vision")]
    public void AnArrowThatMustBeThereIsSeen(string from, string to) => Assert.Contains(Namings.Value, n => n.From == from && n.To == to);

    // Attributes that the compiler writes into an assembly, its tables of constants, and what generators add.
    static bool IsCompilers(string type) =>
        type.StartsWith('<') || type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal) || type.StartsWith("System.", StringComparison.Ordinal);

    static T Open<T>(Func<Library[], T> read)
    {
        Library[] libraries = [.. Projects.Select(p => new Library(Path.Combine(AppContext.BaseDirectory, p + ".dll"), "src/" + p))];
        try
        {
            return read(libraries);
        }
        finally
        {
            foreach (Library library in libraries) library.Dispose();
        }
    }
}
