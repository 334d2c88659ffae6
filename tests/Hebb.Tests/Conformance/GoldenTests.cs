using Hebb.Conformance;

namespace Hebb.Tests;

/// <summary>Holds every operation against PyTorch's values, where the folder with them is at hand.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("golden")]
    [InlineData("external")]
    public void EveryCasePasses(string folder)
    {
        GoldenManifest manifest = GoldenManifest.Load(Folder(folder));
        var output = new StringWriter();
        RunResult result = Runner.Run(manifest.Cases, [DType.Float64, DType.Float32], AdapterTable.All, output);
        Assert.True(result.Failed == 0, output.ToString());
        Assert.Equal(manifest.Cases.Count, result.Passed);
    }

    static string Folder(string name) => Repository.RequireShared("reference", name);
}
