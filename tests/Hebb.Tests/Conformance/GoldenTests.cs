using Hebb.Conformance;

namespace Hebb.Tests;

/// <summary>Holds every operation against PyTorch's values, where the folder with them is at hand.</summary>
public sealed class GoldenTests
{
    // Families whose operations are still to come, and single cases of others that need them: taken out of these lists as they are built.
    static readonly string[] FamiliesToCome = ["conv", "conv_transpose", "pool", "norm"];
    static readonly string[] CasesToCome = ["init.default.1", "network.cnn.0", "network.cnn_bn.0", "network.resblock.0"];
    static readonly string[] PublishedOperationsToCome = ["batch_norm", "batch_norm_running_mean", "batch_norm_running_var", "layer_norm"];

    [Theory]
    [InlineData("golden")]
    [InlineData("external")]
    public void EveryCaseOfABuiltFamilyPasses(string folder)
    {
        GoldenManifest manifest = GoldenManifest.Load(Folder(folder));
        var output = new StringWriter();
        RunResult result = Runner.Run(manifest.Cases.Where(c => !IsToCome(c)), [DType.Float64, DType.Float32], AdapterTable.All, output);
        Assert.True(result.Failed == 0, output.ToString());
        Assert.InRange(result.Passed, 1, manifest.Cases.Count);
    }

    // A case that passes although it is listed as still to come belongs in the other test.
    [Theory]
    [InlineData("golden")]
    [InlineData("external")]
    public void NothingIsListedAsToComeThatHasCome(string folder)
    {
        GoldenManifest manifest = GoldenManifest.Load(Folder(folder));
        GoldenCase[] waiting = [.. manifest.Cases.Where(IsToCome)];
        RunResult result = Runner.Run(waiting, [DType.Float64, DType.Float32], AdapterTable.All, TextWriter.Null);
        Assert.Equal(waiting.Select(c => c.Id), result.Failures.Select(c => c.Id));
    }

    static bool IsToCome(GoldenCase c) =>
        FamiliesToCome.Contains(c.Family) || CasesToCome.Contains(c.Id) || (c.Family == "published" && PublishedOperationsToCome.Contains(c.Op));

    static string Folder(string name) => Repository.RequireShared("reference", name);
}
