using System.Text.RegularExpressions;

namespace Hebb.Tests;

/// <summary>The code of docs/training.md, piece after piece, is one program that is compiled and run.</summary>
public sealed partial class TrainingPageTests
{
    [Fact]
    public async Task ThePiecesCompileAndRun()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "training.md"), TestContext.Current.CancellationToken);
        string code = string.Join('\n', CSharp().Matches(page).Select(match => match.Groups["code"].Value));
        string folder = Path.Combine(Repository.Root, "samples", "obj");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "training-page.cs");
        await File.WriteAllTextAsync(file, $"#:project ../../src/Hebb.Formats/Hebb.Formats.csproj\n#:property NoWarn=MA0047\n{code}", TestContext.Current.CancellationToken);
        (int exit, string output) = await ProgramRun.Run(file, [], TimeSpan.FromMinutes(4));
        Assert.True(exit == 0, output);
        Assert.Contains("epoch 1/10", output, StringComparison.Ordinal);
        Assert.Contains("0 Linear", output, StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CSharp();
}
