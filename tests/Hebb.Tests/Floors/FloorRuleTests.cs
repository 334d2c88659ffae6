namespace Hebb.Tests.Floors;

/// <summary>The rule of the floors on houses made up for it.</summary>
public sealed class FloorRuleTests
{
    const string Page = """
        # A house

        ## 1. The floors

        | rooms | what lives there |
        |---|---|
        | `src/Hebb/Roof` | light |
        | `src/Hebb/East`, `West`, `src/Hebb.South` | guests |
        | `src/Hebb/Hall` + `Stairs` | everybody |
        | `src/Hebb/Cellar` | coal |

        ## 2. The rest

        | `src/Hebb/Garden` | is no floor |
        """;

    [Theory]
    [InlineData("Roof East", "East Cellar", "West Hall", "Hall Cellar", "Roof Cellar")]
    [InlineData("East West")]
    [InlineData("East West", "West South", "East South")]
    [InlineData("Hall Stairs", "Stairs Hall")]
    [InlineData("East East")]
    public void ArrowsDownOrOneWayAlongAFloorAreRight(params string[] arrows) => Assert.Empty(Faults(arrows));

    [Fact]
    public void AnArrowThatPointsUpIsAFaultWithItsExamples()
    {
        string fault = Assert.Single(Faults("Roof Cellar", "Cellar Stairs"));
        Assert.Equal("Cellar → Hall+Stairs points up, 1 reference:\n    Cellar.Who (Cellar/Who.cs:7) names Stairs.Named", fault);
    }

    [Fact]
    public void FiveExamplesAreShownOfMany()
    {
        IEnumerable<Naming> many = Enumerable.Range(0, 30).Select(i => Arrow("Cellar Roof") with { Who = $"Cellar.Who{i}" });
        string fault = Assert.Single(FloorRule.Faults(FloorPlan.Parse(Page), many));
        Assert.StartsWith("Cellar → Roof points up, 30 references:\n", fault, StringComparison.Ordinal);
        Assert.Equal(5, fault.Split('\n').Length - 1);
    }

    [Theory]
    [InlineData("East → West → East is a circle on one floor:", "East West", "West East")]
    [InlineData("East → West → South → East is a circle on one floor:", "East West", "West South", "South East")]
    [InlineData("West → South → West is a circle on one floor:", "East West", "West South", "South West")]
    public void ACircleOnOneFloorIsAFault(string told, params string[] arrows)
    {
        string fault = Assert.Single(Faults(arrows));
        Assert.StartsWith(told, fault, StringComparison.Ordinal);
        Assert.Contains("West.Who (West/Who.cs:7) names South.Named".Replace("South", told.StartsWith("East → West → East", StringComparison.Ordinal) ? "East" : "South", StringComparison.Ordinal), fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Garden Cellar")]
    [InlineData("Roof Garden")]
    public void AFolderWithoutAFloorIsAFault(string arrow) =>
        Assert.StartsWith("docs/design.md names no floor for src/Hebb/Garden: ", Assert.Single(Faults(arrow)), StringComparison.Ordinal);

    [Fact]
    public void AFolderOnTwoFloorsIsRefused()
    {
        var error = Assert.Throws<FormatException>(() => FloorPlan.Parse(Page.Replace("`West`", "`Roof`", StringComparison.Ordinal)));
        Assert.Equal("docs/design.md gives src/Hebb/Roof two floors.", error.Message);
    }

    [Theory]
    [InlineData("# A house")]
    [InlineData("# A house\n## 1. The floors\nNone yet.\n## 2. The rest\n| `src/Hebb/Garden` | is no floor |")]
    public void APageWithoutTheTableIsRefused(string page) => Assert.Throws<FormatException>(() => FloorPlan.Parse(page));

    [Fact]
    public void TheMatrixCountsFromTheLowestFloorUp() => Assert.Equal(
        """
        references of a row's room to a column's, from the lowest floor up
                     Cellar  Hall+   East   West  South   Roof
        Cellar            -
        Hall+Stairs       1      -
        East                            -      2
        West                                   -
        South                                         -
        Roof              1                                  -
        """.ReplaceLineEndings("\n"),
        FloorMatrix.Print(FloorPlan.Parse(Page), new[] { "Hall Cellar", "East West", "East West", "Roof Cellar", "Hall Stairs" }.Select(Arrow)));

    static List<string> Faults(params string[] arrows) => FloorRule.Faults(FloorPlan.Parse(Page), arrows.Select(Arrow));

    static Naming Arrow(string arrow)
    {
        string[] ends = arrow.Split(' ');
        return new($"{ends[0]}.Who", At(ends[0]), $"{ends[1]}.Named", At(ends[1]));
    }

    static Place At(string room) => new(room == "South" ? "src/Hebb.South/Who.cs" : $"src/Hebb/{room}/Who.cs", 7);
}
