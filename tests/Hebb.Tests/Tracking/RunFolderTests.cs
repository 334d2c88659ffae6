using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class RunFolderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_run_is_refused_until_the_first_ends()
    {
        string path = folder.File("out/run");
        using (var first = RunFolder.Claim(path, "mnist (k3f9x2aq)"))
        {
            Assert.Equal(path, first.Path);
            HebbException error = Assert.Throws<HebbException>(() => RunFolder.Claim(path));
            Assert.Contains($"Another run is at work in the folder '{path}': mnist (k3f9x2aq), process {Environment.ProcessId} on", error.Message, StringComparison.Ordinal);
            Assert.Contains("--out", error.Help, StringComparison.Ordinal);
        }

        using var second = RunFolder.Claim(path);
        Assert.Contains("a run, process", File.ReadAllText(Path.Combine(path, ".hebb-owner")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_run_left_behind_is_no_claim()
    {
        File.WriteAllText(folder.File(".hebb-lock"), string.Empty);
        File.WriteAllText(folder.File(".hebb-owner"), "somebody, process 1");
        using var claim = RunFolder.Claim(folder.Path);
        Assert.DoesNotContain("somebody", File.ReadAllText(folder.File(".hebb-owner")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_its_place_is_an_error_of_the_file_system()
    {
        File.WriteAllText(folder.File("x"), "x");
        Assert.ThrowsAny<IOException>(() => RunFolder.Claim(folder.File("x")));
    }
}
