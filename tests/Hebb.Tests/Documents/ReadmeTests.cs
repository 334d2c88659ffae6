using System.Text.RegularExpressions;

namespace Hebb.Tests;

/// <summary>What the README shows is compiled and run.</summary>
public sealed partial class ReadmeTests
{
    static string Readme => File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public async Task TheSampleCompilesAndLearns()
    {
        string code = CSharp().Match(Readme).Groups["code"].Value;
        Assert.NotEmpty(code);
        string folder = Path.Combine(Repository.Root, "samples", "obj");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "readme.cs");
        await File.WriteAllTextAsync(file, $"#:project ../../src/Hebb.Vision/Hebb.Vision.csproj\n{code}");
        (int exit, string output) = await ProgramRun.Run(file, [], TimeSpan.FromMinutes(4));
        Assert.True(exit == 0, output);
        Match accuracy = Percent().Match(output);
        Assert.True(accuracy.Success, output);
        Assert.True(double.Parse(accuracy.Groups["percent"].Value, System.Globalization.CultureInfo.InvariantCulture) >= 90, output);
    }

    [Fact]
    public void TheSampleIsShort() => Assert.InRange(CSharp().Match(Readme).Groups["code"].Value.Trim().Split('\n').Length, 10, 26);

    [Fact]
    public void EveryFileThatItNamesExists()
    {
        foreach (Match match in Paths().Matches(Readme)) Assert.True(Path.Exists(Path.Combine(Repository.Root, match.Value)), match.Value);
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"accuracy\D*(?<percent>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Percent();

    [GeneratedRegex(@"(?<=[` ])(src|docs|samples|tests|bench)/[\w./-]*[\w]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Paths();
}
