using Hebb.Formats;

namespace Hebb.Tests;

public sealed class Hdf5LinkTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("old")]
    [InlineData("new")]
    [InlineData("mixed")]
    [InlineData("dense")]
    public void SoftLinksAreFollowedInEveryFormOfGroup(string name)
    {
        using TensorFile file = Open(name);
        Assert.Equal([1.5f, -2f], file["x"].ToArray<float>());
        foreach (string path in (string[])["g/y", "alias", "g/near", "folder/y", "folder/near", "through"]) Assert.Equal([7, 8, 9], file[path].ToArray<int>());
        Assert.Equal(file.Entries.Select(entry => entry.Name).Distinct(StringComparer.Ordinal), file.Entries.Select(entry => entry.Name));
        if (name == "dense") Assert.Equal(20, file.Entries.Count(entry => entry.Name.StartsWith('s')));
    }

    [Theory]
    [InlineData("old")]
    [InlineData("new")]
    [InlineData("mixed")]
    [InlineData("dense")]
    public void LinksThatLeadNowhereOrInACircleAreListedWithTheReason(string name)
    {
        using TensorFile file = Open(name);
        Assert.Contains("'/g/missing', which is not in the file", Reason(file, "nowhere"), StringComparison.Ordinal);
        Assert.Contains("leads to itself", Reason(file, "one"), StringComparison.Ordinal);
        Assert.Contains("leads to itself", Reason(file, "two"), StringComparison.Ordinal);
        Assert.Contains("leads back", Reason(file, "g/up"), StringComparison.Ordinal);
        Assert.Contains("not in the file", Assert.Throws<FormatErrorException>(() => file["nowhere"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("mixed")]
    [InlineData("dense")]
    public void ExternalLinksAreListedAndNeverOpened(string name)
    {
        File.WriteAllBytes(folder.File("other.h5"), Hdf5Sample.Contiguous([1f]));
        using TensorFile file = Open(name);
        string reason = Reason(file, "outside");
        Assert.Contains("'/data/w' in the file 'other.h5'", reason, StringComparison.Ordinal);
        Assert.DoesNotContain(file.Entries, entry => entry.Name.StartsWith("outside", StringComparison.Ordinal));
    }

    [Fact]
    public void AGroupThatStandsInItselfIsNamed()
    {
        File.WriteAllBytes(folder.File("t.h5"), Hdf5Sample.Contiguous([1f], isCyclic: true));
        using var file = TensorFile.Open(folder.File("t.h5"));
        Assert.Equal(["x"], file.Entries.Select(entry => entry.Name));
        Assert.Contains("leads back", Reason(file, "self"), StringComparison.Ordinal);
    }

    static string Reason(TensorFile file, string name) => Assert.Single(file.Skipped, entry => entry.Name == name).Reason;

    TensorFile Open(string name)
    {
        File.WriteAllBytes(folder.File("links.h5"), Hdf5Fixtures.Of(name));
        return TensorFile.Open(folder.File("links.h5"));
    }
}
