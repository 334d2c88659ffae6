namespace Hebb.Tests;

/// <summary>A sample is a gate: it says by its exit code whether it reached its aim.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task XorIsLearned()
    {
        (int exit, string output) = await ProgramRun.Run("samples/xor.cs", [], TimeSpan.FromMinutes(4));
        Assert.True(exit == 0, output);
        Assert.Contains("loss", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryKindOfImageIsDrawn()
    {
        using var folder = new TemporaryFolder();
        (int exit, string output) = await ProgramRun.Run("samples/plots.cs", [folder.File("plots.html")], TimeSpan.FromMinutes(4));
        Assert.True(exit == 0, output);
        Assert.Equal(15, File.ReadAllText(folder.File("plots.html")).Split("<figure>").Length - 1);
    }

    [Fact]
    public async Task AClassifierOfTheDigitsIsTrainedAndSaved()
    {
        (int exit, string output) = await ProgramRun.Run("samples/classifier.cs", [], TimeSpan.FromMinutes(4));
        Assert.True(exit == 0, output);
        Assert.Contains("10 classes, accuracy 9", output, StringComparison.Ordinal);
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "samples", "classifier.cs")).Length, 1, 20);
    }

    [Fact]
    public async Task APageIsReadInAFewLines()
    {
        (int exit, string output) = await ProgramRun.Run("samples/read.cs", [], TimeSpan.FromMinutes(4));
        Assert.True(exit == 0, output);
        Assert.Contains("WATER THE PLANTS", output, StringComparison.Ordinal);
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "samples", "read.cs")).Length, 1, 10);
    }

    [Fact]
    public void TheMnistSampleIsShort() => Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "samples", "mnist.cs")).Length, 1, 60);

    [Fact]
    public async Task MnistIsLearnedWithinTwoMinutes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HEBB_LONG_TESTS") is "1", "Trains for up to two minutes; HEBB_LONG_TESTS=1 runs it.");
        string data = Repository.RequireShared("data", "mnist");
        (int exit, string output) = await ProgramRun.Run("samples/mnist.cs", ["--data", data], TimeSpan.FromMinutes(2));
        Assert.True(exit == 0, output);
        Assert.Contains("test accuracy", output, StringComparison.Ordinal);
    }
}
