using Hebb.Conformance;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class ConformanceCommandLineTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    (int Code, string Output, string Errors) Run(params string[] args)
    {
        StringWriter output = new(), errors = new();
        return (CommandLine.Run(args, output, errors), output.ToString(), errors.ToString());
    }

    void WriteCase(double expected, string op = "square")
    {
        File.WriteAllText(Path.Combine(folder, "manifest.json"), $$$"""
            {"cases": [{"id": "a", "family": "elementwise", "op": "{{{op}}}", "args": {}, "file": "a.safetensors", "tol": {"f64": 1e-9, "f32": 2e-5}}]}
            """);
        Safetensors.Save(Path.Combine(folder, "a.safetensors"), new Dictionary<string, Tensor> { ["in.x"] = Tensor.From([3f]), ["out.y"] = Tensor.From([expected]) });
    }

    [Fact]
    public void AllPassedIs0AndTheLastLineCounts()
    {
        WriteCase(9);
        (int code, string output, _) = Run("golden", folder);
        Assert.Equal(0, code);
        Assert.EndsWith("1 passed, 0 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "square")]
    [InlineData(9, "unknown")]
    public void AFailureIs1(double expected, string op)
    {
        WriteCase(expected, op);
        (int code, string output, _) = Run("golden", folder, "--dtype", "float32");
        Assert.Equal(1, code);
        Assert.EndsWith("0 passed, 1 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongCommandIs2()
    {
        WriteCase(9);
        Assert.Equal(2, Run().Code);
        Assert.Equal(2, Run("golden").Code);
        Assert.Equal(2, Run("golden", folder, "--dtype").Code);
        Assert.Equal(2, Run("golden", folder, "--dtype", "int8").Code);
        Assert.Equal(2, Run("golden", folder, "--frob", "1").Code);
        Assert.Equal(2, Run("golden", folder, "--family", "none").Code);
        Assert.Equal(2, Run("golden", Path.Combine(folder, "missing")).Code);
    }

    [Fact]
    public void ADamagedManifestIs2WithTheFile()
    {
        File.WriteAllText(Path.Combine(folder, "manifest.json"), "{");
        (int code, _, string errors) = Run("golden", folder);
        Assert.Equal(2, code);
        Assert.Contains("manifest.json", errors, StringComparison.Ordinal);
    }
}
