using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class RunFolderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ASecondRunIsRefusedUntilTheFirstEnds()
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
    public void WhatAKilledRunLeftBehindIsNoClaim()
    {
        File.WriteAllText(folder.File(".hebb-lock"), string.Empty);
        File.WriteAllText(folder.File(".hebb-owner"), "somebody, process 1");
        using var claim = RunFolder.Claim(folder.Path);
        Assert.DoesNotContain("somebody", File.ReadAllText(folder.File(".hebb-owner")), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileInItsPlaceIsAnErrorOfTheFileSystem()
    {
        File.WriteAllText(folder.File("x"), "x");
        Assert.ThrowsAny<IOException>(() => RunFolder.Claim(folder.File("x")));
    }
}
