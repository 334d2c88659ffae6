namespace Hebb.Tests;

/// <summary>The code in docs/ and in the README is compiled and run, and prints what the page says.</summary>
public sealed class PageTests(PageProgram program) : IClassFixture<PageProgram>
{
    public static TheoryData<string> Names => [.. RunnablePage.All.Select(page => page.Name)];

    [Fact]
    public void TheCodeOfAllPagesCompiles() => Assert.True(program.Problems.Length == 0, program.Problems);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheCodeOfAPageRunsAndPrintsWhatThePageSays(string name)
    {
        Assert.True(program.Problems.Length == 0, "The pages do not compile: see the test of that.");
        RunnablePage page = RunnablePage.All.Single(p => p.Name == name);
        (int exit, string output) = await PageProgram.Run(page);
        Assert.True(exit == 0, output);
        Assert.Equal(page.Prints, RunnablePage.Parts(output));
    }

    [Fact]
    public void ThereIsAPageForEachTopic()
    {
        string[] topics = ["tensors", "gradients", "modules", "losses-and-metrics", "optimizers", "data", "files", "images", "classification", "reader", "datasets", "plots", "insight", "tracking"];
        Assert.Empty(topics.Except(RunnablePage.All.Select(page => page.Name)));
    }

    [Fact]
    public void EveryPageStandsInTheTableOfContents()
    {
        string docs = Path.Combine(Repository.Root, "docs"), contents = File.ReadAllText(Path.Combine(docs, "toc.yml"));
        Assert.All(Directory.GetFiles(docs, "*.md").Select(Path.GetFileName), page => Assert.Contains($"href: {page}\n", contents, StringComparison.Ordinal));
    }

    [Fact]
    public void FilesThatAPageNamesExist()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"\]\((?<to>[\w./-]+\.md)\)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
                Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Groups["to"].Value)), $"{Path.GetFileName(file)} links to {link.Groups["to"].Value}");
        }
    }
}
