using System.Text.RegularExpressions;
using Hebb.Cli.Sweeping;

namespace Hebb.Tests;

/// <summary>What the pages say about the command line is so.</summary>
public sealed partial class CommandPageTests
{
    static readonly string[] Blocks = [.. Json().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "command-line.md"))).Select(m => m.Groups["text"].Value)];

    public static TheoryData<string> Commands =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(file => Command().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandThatAPageNamesExists(string name) => Assert.Equal(0, CommandRun.Of(name, "--help").Code);

    [Fact]
    public void TheNetworkOfThePageCanBeBuilt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("net.json"), Blocks[0]);
        CommandRun run = CommandRun.Of("summary", "--model", folder.File("net.json"), "--input", "3,32,32");
        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Assert.Contains("Residual", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSweepOfThePageIsAPlan()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("sweep.json"), Blocks[1]);
        SweepPlan plan = SweepPlan.Read(folder.File("sweep.json"));
        Assert.Equal((12, 2), (plan.Trials.Count, plan.Parallel));
    }

    [GeneratedRegex("```json\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Json();

    [GeneratedRegex("(^|`)hebb (?<name>[a-z][a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();
}
