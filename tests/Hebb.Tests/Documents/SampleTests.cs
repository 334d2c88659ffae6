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
}
