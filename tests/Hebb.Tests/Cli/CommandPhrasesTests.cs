using System.Reflection;
using Hebb.Cli;
using Hebb.Vision.Classification;

namespace Hebb.Tests;

/// <summary>The command line says in options what the library says in properties.</summary>
public sealed class CommandPhrasesTests
{
    public static TheoryData<string> Names => [.. typeof(Phrases).GetFields(BindingFlags.Static | BindingFlags.Public).Select(constant => constant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPhraseOfTheLibraryHasOneOfTheCommandLine(string name)
    {
        string phrase = (string)typeof(Phrases).GetField(name)!.GetRawConstantValue()!, command = CommandPhrases.In($"before {phrase} after");
        Assert.DoesNotContain(phrase, command, StringComparison.Ordinal);
        Assert.StartsWith("before ", command, StringComparison.Ordinal);
        Assert.EndsWith(" after", command, StringComparison.Ordinal);
        Assert.DoesNotContain("ImageClassifier", command, StringComparison.Ordinal);
        Assert.DoesNotContain("--", phrase, StringComparison.Ordinal);
    }
}
