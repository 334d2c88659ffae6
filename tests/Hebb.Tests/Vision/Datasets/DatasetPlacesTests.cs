using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class DatasetPlacesTests
{
    [Theory]
    [InlineData("linux", null, "/home/ada/.cache/hebb/data")]
    [InlineData("linux", "XDG_CACHE_HOME=/big/cache", "/big/cache/hebb/data")]
    [InlineData("linux", "XDG_CACHE_HOME=relative", "/home/ada/.cache/hebb/data")]
    [InlineData("macos", "XDG_CACHE_HOME=/big/cache", "/home/ada/Library/Caches/hebb/data")]
    [InlineData("windows", "LOCALAPPDATA=/local", "/local/hebb/data")]
    [InlineData("windows", null, "/home/ada/AppData/Local/hebb/data")]
    public void TheCacheFollowsThePlatform(string platform, string? setting, string expected)
    {
        string[] pair = setting?.Split('=') ?? ["", ""];
        Assert.Equal(expected, DatasetPlaces.CacheOn(platform, name => name == pair[0] ? pair[1] : null, "/home/ada").Replace('\\', '/'));
    }

    [Fact]
    public void AMissingSetSaysWhichFilesWhereFromAndHow()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<DatasetMissingException>(() => Mnist.Load(folder.Path, train: false));
        Assert.Contains($"t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz wanted, and looked for in {folder.Path}.", error.Message, StringComparison.Ordinal);
        Assert.Contains("'hebb data fetch mnist' loads it (11.6 MB) from ossci-datasets.s3.amazonaws.com", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("hebb", "data", "mnist"), error.Message, StringComparison.Ordinal);
        Assert.Same(DatasetCatalog.Mnist, error.Entry);
    }

    [Fact]
    public void ANamedFolderIsTheOnlyPlace()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(DatasetPlaces.Find(DatasetCatalog.Mnist, folder.Path));
        foreach (string name in DatasetCatalog.Mnist.Layouts[0]) File.WriteAllBytes(folder.File(name.Replace(".gz", string.Empty, StringComparison.Ordinal)), []);
        Assert.Equal(folder.Path, DatasetPlaces.Find(DatasetCatalog.Mnist, folder.Path));
    }

    [Fact]
    public void FilesMayLieInTheFolderThatTheArchiveBrings()
    {
        using var folder = new TemporaryFolder();
        string inner = Directory.CreateDirectory(folder.File("cifar-100-binary")).FullName;
        foreach (string name in (string[])["train.bin", "test.bin"]) File.WriteAllBytes(Path.Combine(inner, name), []);
        Assert.Equal(inner, DatasetPlaces.Find(DatasetCatalog.Cifar100, folder.Path));
    }

    [Fact]
    public void TheCatalogIsWhole()
    {
        Assert.Equal(10, DatasetCatalog.All.Count);
        string[] names = [.. DatasetCatalog.All.SelectMany(entry => entry.Aliases.Prepend(entry.Name))];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.NotNull(DatasetCatalog.Find(name.ToUpperInvariant())));
        Assert.Null(DatasetCatalog.Find("nope"));
        foreach (DatasetFile file in DatasetCatalog.All.SelectMany(entry => entry.Files))
        {
            Assert.NotEmpty(file.Mirrors);
            if (file.Sha256 is { } sum) Assert.Matches("^[0-9a-f]{64}$", sum);
            Assert.Equal(file.Sha256 is null, file.Length is null);
        }
    }
}
