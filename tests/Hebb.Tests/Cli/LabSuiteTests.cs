using Hebb.Cli;
using Hebb.Cli.Display;
using Hebb.Labs;

namespace Hebb.Tests;

public sealed class LabSuiteTests
{
    static readonly Trial Good = new("good", result => result.AtLeast("accuracy", "all", 1, 1));
    static readonly Trial Weak = new("weak", result => result.AtLeast("accuracy", "all", 0, 1));
    static readonly Trial Hungry = new("hungry", _ => throw new LabDataException("The lab hungry wants bread.", "Bake some."));
    static readonly Trial Broken = new("broken", _ => throw new InvalidOperationException("It fell apart."));

    [Fact]
    public void LabsWithoutDataAreSkippedInALine()
    {
        (int code, string output) = Run(quick: false, Hungry, Good);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("skipped: The lab hungry wants bread.\n", output, StringComparison.Ordinal);
        Assert.Contains("2 labs in", output, StringComparison.Ordinal);
        Assert.Contains("1 skipped, 0 crashed, 0 missed a must", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ALabThatBreaksFailsTheRunButNotTheOthers()
    {
        (int code, string output) = Run(quick: true, Broken, Good);
        Assert.Equal(ExitCode.Failure, code);
        Assert.Contains("crashed: InvalidOperationException, It fell apart.", output, StringComparison.Ordinal);
        Assert.Contains("│ good", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissedMustFailsTheRunUnlessItIsQuick()
    {
        Assert.Equal(ExitCode.Failure, Run(quick: false, Good, Weak).Code);
        (int code, string output) = Run(quick: true, Good, Weak);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("Quick: musts are not checked.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("missed a must\n│", output, StringComparison.Ordinal);
    }

    [Fact]
    public void EachLabHasAFolderOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        using StringWriter output = new() { NewLine = "\n" }, error = new();
        LabSuite.Run(Terminal.To(output, error), [Good, Weak], new LabOptions { Out = folder.Path });
        Assert.True(File.Exists(Path.Combine(folder.Path, "good", "good.html")));
        Assert.True(File.Exists(Path.Combine(folder.Path, "weak", "weak.html")));
    }

    static (int Code, string Output) Run(bool quick, params Lab[] labs)
    {
        using var folder = new TemporaryFolder();
        using StringWriter output = new() { NewLine = "\n" }, error = new();
        int code = LabSuite.Run(Terminal.To(output, error), labs, new LabOptions { Out = folder.Path, IsQuick = quick });
        return (code, output.ToString());
    }

    sealed class Trial(string name, Action<LabResult> work) : Lab
    {
        public override string Name => name;

        public override string Title => name;

        public override string Description => "A lab of the tests.";

        protected override LabResult Experiment(LabContext lab)
        {
            var result = new LabResult();
            work(result);
            return result;
        }
    }
}
