using System.Reflection;
using System.Text.RegularExpressions;

namespace Hebb.Tests;

/// <summary>Code, pages, help and reports use the words of the field, and test names have one style.</summary>
public sealed partial class WordsTests
{
    static readonly (string Say, Regex Instead, string[] Except)[] Words =
    [
        ("image or figure", Picture(), ["src/Hebb.Plots/Images/ImageGrid.Html.cs", "CHANGELOG.md"]), // HTML has an element <picture>, and the changelog names what was renamed.
        ("evaluate, compare, check or measure", Judge(), []),
        ("overfit", ByHeart(), []),
        ("epoch", PassThroughData(), []),
        ("accuracy", ShareRight(), []),
        ("learning rate", StepLength(), []),
        ("resume or continue", GoOnWith(), []),
        ("seed", WhereNumbersBegin(), []),
    ];

    static readonly string[] Folders = ["src", "docs", "samples", "templates", "bench", Path.Combine("tests", "Hebb.Tests", "Snapshots")];

    [Fact]
    public void EveryTextUsesTheWordsOfTheField()
    {
        string[] files =
        [
            .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)).Where(IsText),
            Path.Combine(Repository.Root, "README.md"),
            Path.Combine(Repository.Root, "CHANGELOG.md"),
        ];
        Assert.True(files.Length > 500, $"{files.Length} files");
        Assert.Empty(files.SelectMany(Found));
    }

    [Theory]
    [InlineData("A picture of it")]
    [InlineData("It was judged by the judgement of a JudgeReport.")]
    [InlineData("learned by heart")]
    [InlineData("a pass through the examples")]
    [InlineData("the share that is right")]
    [InlineData("The largest step length, steps that are too long")]
    [InlineData("goes on with a run")]
    [InlineData("Where the random numbers begin.")]
    public void WordsOfThisHouseAreFound(string text) => Assert.NotEmpty(Found(text, string.Empty));

    [Theory]
    [InlineData("A forward pass through the layers, gradients that pass through, a pass over memory, steps of the optimizer, a figure, an image, the work goes on.")]
    public void WordsOfTheFieldAreNot(string text) => Assert.Empty(Found(text, string.Empty));

    [Fact]
    public void TestNamesAreSentencesInPascalCase()
    {
        string[] names = [.. typeof(WordsTests).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Where(IsTest).Select(method => method.Name)];
        Assert.True(names.Length > 1000, $"{names.Length} tests");
        Assert.DoesNotContain(names, name => !PascalCase().IsMatch(name));
    }

    static bool IsTest(MethodInfo method) => method.GetCustomAttributes<FactAttribute>().Any();

    static bool IsText(string path) =>
        Path.GetExtension(path) is ".cs" or ".md" or ".txt" or ".json" or ".csproj" or ".html" or ".svg" && !BuildOutput().IsMatch(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    static IEnumerable<string> Found(string path) => Found(File.ReadAllText(path), Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    static IEnumerable<string> Found(string text, string file) =>
        from word in Words
        where !word.Except.Contains(file)
        from Match match in word.Instead.Matches(text)
        select $"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1}: “{match.Value}”; say {word.Say}";

    [GeneratedRegex("picture", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picture();

    [GeneratedRegex("judg", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Judge();

    [GeneratedRegex(@"\bby\s+heart\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ByHeart();

    [GeneratedRegex(@"\bpass(es)?\s+through\s+((all|the|a|little|few|training|test|[\d,]+)\s+)*(data|examples|samples|digits|images|points|batches|CIFAR|MNIST)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PassThroughData();

    [GeneratedRegex(@"\b(share|part)\s+(of\s+)?((what|that)\s+(is|was)\s+)?right\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShareRight();

    [GeneratedRegex(@"\bstep\s+length|\bsteps?\s+(that\s+)?((are|is|were|was)\s+)?too\s+(long|large)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StepLength();

    [GeneratedRegex(@"\b(go|goes|going|went)\s+on\s+with\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoOnWith();

    [GeneratedRegex(@"\brandom\s+numbers\s+beg[ia]n", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WhereNumbersBegin();

    [GeneratedRegex("^([A-Z](?![A-Z]{3})[a-z0-9]*)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PascalCase();

    [GeneratedRegex("(^|/)(bin|obj)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BuildOutput();
}
