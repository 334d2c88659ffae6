using Hebb.Conformance;
using Hebb.Conformance.Formats;
using Hebb.Conformance.Fuzzing;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class FormatSuiteTests
{
    [Fact]
    public void EverySampleHoldsWhatIsExpectedAndBadOnesAreRefused()
    {
        string folder = Repository.RequireShared("reference", "formats");
        StringWriter output = new();
        (int passed, int failed) = FormatSuite.Run(folder, output);
        Assert.True(failed == 0, output.ToString());
        Assert.True(passed > 60, $"only {passed} samples were found");
    }

    // The documented gate takes 20,000 of each format; these few catch what was broken a moment ago.
    [Fact]
    public void DamagedFilesAreReadOrRefusedAndNothingElse()
    {
        string folder = Repository.RequireShared("reference", "formats");
        StringWriter output = new(), errors = new();
        int code = CommandLine.Run(["fuzz", folder, "--count", "150", "--seed", "7"], output, errors);
        Assert.True(code == 0, output.ToString() + errors);
        Assert.EndsWith(", 0 failed", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongValueFailsASample()
    {
        using var folder = new TemporaryFolder();
        Npy.Save(Path.Combine(folder.Path, "x.npy"), Tensor.From([1f, 2f, 3f]));
        File.WriteAllText(Path.Combine(folder.Path, "expected.json"), """{"x.npy": {"dtype": "float32", "shape": [3], "values": [1, 2, 4]}}""");
        StringWriter output = new();
        Assert.Equal((0, 1), FormatSuite.Run(folder.Path, output));
        Assert.Contains("[1, 2, 4] was expected, [1, 2, 3] came", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AReaderThatThrowsAnythingElseFailsTheFuzzer()
    {
        StringWriter output = new();
        var target = new FuzzTarget("test", [KeyValuePair.Create("sample", (byte[])[1, 2, 3, 4])], path =>
        {
            byte[] bytes = File.ReadAllBytes(path);
            if (bytes.Length < 4) throw new FormatErrorException(path, bytes.Length, "it is too short");
            if (bytes[0] != 1) throw new InvalidOperationException("the reader is broken");
        });
        FuzzResult result = FuzzRun.Run(target, 200, seed: 1, output);
        Assert.InRange(result.Failed, 1, 199);
        Assert.InRange(result.Refused, 1, 199);
        Assert.Contains("InvalidOperationException: the reader is broken", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameSeedDamagesInTheSameWay()
    {
        byte[] sample = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        for (int seed = 0; seed < 50; seed++) Assert.Equal(Damage.Of(sample, sample, new Random(seed)), Damage.Of(sample, sample, new Random(seed)));
    }
}
