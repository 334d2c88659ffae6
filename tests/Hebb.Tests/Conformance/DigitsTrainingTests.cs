using Hebb.Conformance;
using Hebb.Conformance.Training;
using Hebb.Formats;

namespace Hebb.Tests;

/// <summary>The training that is compared between processors and vector widths.</summary>
[Collection("thread count")]
public sealed class DigitsTrainingTests : IDisposable
{
    static readonly Lazy<DigitsTraining> Trained = new(() => DigitsTraining.Run(TextWriter.Null));
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static (int Code, string Output, string Errors) Run(params string[] args)
    {
        StringWriter output = new(), errors = new();
        return (CommandLine.Run(["training", .. args], output, errors), output.ToString(), errors.ToString());
    }

    string Saved(Action<Dictionary<string, Tensor>> change)
    {
        var values = new Dictionary<string, Tensor>(Trained.Value.Values);
        change(values);
        string path = folder.File("other.safetensors");
        new DigitsTraining { Values = values }.Save(path);
        return path;
    }

    [Fact]
    public void ASecondTrainingGivesTheSameBitsWhateverElseWasDrawn()
    {
        string path = folder.File("first.safetensors");
        int threads = Threads.Count;
        (int first, string output, _) = Run("--save", path);
        Assert.Equal(0, first);
        Assert.Contains("step 20  loss ", output, StringComparison.Ordinal);
        Assert.Contains("weights ", output, StringComparison.Ordinal);
        Generator.Default.NextUInt32();
        (int second, output, _) = Run("--against", path);
        Assert.Equal(0, second);
        Assert.EndsWith("21 passed, 0 failed", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(threads, Threads.Count);
    }

    [Fact]
    public void TheNetworkLearns()
    {
        float[] losses = Trained.Value.Values["losses"].ToArray<float>();
        Assert.Equal(20, losses.Length);
        Assert.True(losses[^1] < 0.6 * losses[0], $"from {losses[0]} to {losses[^1]}");
    }

    [Fact]
    public void OneUnitInTheLastPlaceIsAFailureUnlessATolerancePermitsIt()
    {
        string path = Saved(values =>
        {
            float[] bias = values["15.bias"].ToArray<float>();
            bias[3] = MathF.BitIncrement(bias[3]);
            values["15.bias"] = Tensor.From(bias);
        });
        (int code, string output, _) = Run("--against", path);
        Assert.Equal(1, code);
        Assert.Contains("FAIL 15.bias[3]", output, StringComparison.Ordinal);
        Assert.EndsWith("20 passed, 1 failed", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, Run("--against", path, "--tolerance", "1e-6").Code);
    }

    [Fact]
    public void TheSignOfAZeroCountsAsABit()
    {
        var one = new DigitsTraining { Values = new() { ["losses"] = Tensor.From([0f]) } };
        var other = new DigitsTraining { Values = new() { ["losses"] = Tensor.From([-0f]) } };
        Assert.Equal((0, 1), (one.Compare(other, 0).Passed, one.Compare(other, 0).Problems.Count));
        Assert.Equal((1, 0), (one.Compare(other, 1e-6).Passed, one.Compare(other, 1e-6).Problems.Count));
    }

    [Fact]
    public void TensorsThatOnlyOneSideHasAreFailures()
    {
        (int code, string output, _) = Run("--against", Saved(values =>
        {
            values["extra"] = Tensor.From([1f]);
            values.Remove("15.bias");
        }));
        Assert.Equal(1, code);
        Assert.Contains("extra: is not in this training", output, StringComparison.Ordinal);
        Assert.Contains("15.bias: is not in the other training", output, StringComparison.Ordinal);
        Assert.EndsWith("20 passed, 2 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--frob", "1")]
    [InlineData("--save")]
    [InlineData("--tolerance", "-1")]
    [InlineData("--tolerance", "nan")]
    [InlineData("--against", "missing.safetensors")]
    public void AWrongCommandIs2(params string[] args) => Assert.Equal(2, Run(args).Code);

    [Fact]
    public void AFileOfAnotherKindIs2WithItsName()
    {
        string path = folder.File("weights.safetensors");
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["15.bias"] = Tensor.From([1f]) });
        (int code, _, string errors) = Run("--against", path);
        Assert.Equal(2, code);
        Assert.Contains("weights.safetensors", errors, StringComparison.Ordinal);
        Assert.Contains("\"losses\"", errors, StringComparison.Ordinal);
    }
}
