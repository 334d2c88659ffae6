using System.Formats.Tar;
using System.IO.Compression;
using Hebb.Formats;
using Hebb.Vision.Datasets.Download;

namespace Hebb.Tests;

public sealed class ArchiveTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Path => folder.File("archive");

    string Out => folder.File("out");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UnpacksFilesAndFoldersAndKeepsWhatElseIsThere(bool zip)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Out, "set"));
        File.WriteAllText(System.IO.Path.Combine(Out, "set", "mine.txt"), "mine");
        File.WriteAllText(System.IO.Path.Combine(Out, "set", "a.bin"), "old");
        Write(zip, ("set/a.bin", "new"), ("set/deep/b.bin", "b"), ("./c.bin", "c"));
        Archive.Unpack(Path, Out, 1000);
        Assert.Equal(["c.bin", "set/a.bin", "set/deep/b.bin", "set/mine.txt"], Files());
        Assert.Equal("new", File.ReadAllText(System.IO.Path.Combine(Out, "set", "a.bin")));
    }

    [Theory]
    [InlineData(true, "../up.txt", "climbs")]
    [InlineData(false, "../up.txt", "climbs")]
    [InlineData(true, "a/../../up.txt", "climbs")]
    [InlineData(false, "a/../../up.txt", "climbs")]
    [InlineData(true, "/tmp/root.txt", "absolute")]
    [InlineData(false, "/tmp/root.txt", "absolute")]
    [InlineData(true, "C:\\up.txt", "characters")]
    [InlineData(false, "..\\up.txt", "characters")]
    public void NamesThatLeaveTheFolderAreRefusedAndNothingIsUnpacked(bool zip, string name, string reason)
    {
        Write(zip, ("good.txt", "good"), (name, "bad"));
        var error = Assert.Throws<FormatErrorException>(() => Archive.Unpack(Path, Out, 1000));
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Out));
        Assert.False(File.Exists(folder.File("up.txt")));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void LinksOfATarAreRefusedByName(TarEntryType type)
    {
        using (var file = new FileStream(Path, FileMode.Create))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
            tar.WriteEntry(new PaxTarEntry(type, "link") { LinkName = "/etc/passwd" });
        var error = Assert.Throws<FormatErrorException>(() => Archive.Unpack(Path, Out, 1000));
        Assert.Contains("'link', which is refused: it is a link to '/etc/passwd'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Out));
    }

    [Fact]
    public void LinksOfAZipAreRefusedByName()
    {
        using (ZipArchive archive = ZipFile.Open(Path, ZipArchiveMode.Create))
        {
            ZipArchiveEntry entry = archive.CreateEntry("link");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var writer = new StreamWriter(entry.Open());
            writer.Write("/etc/passwd");
        }

        var error = Assert.Throws<FormatErrorException>(() => Archive.Unpack(Path, Out, 1000));
        Assert.Contains("'link', which is refused: it is a link", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MoreContentThanAllowedIsRefused(bool zip)
    {
        Write(zip, ("bomb", new string('0', 100_000)));
        Assert.Contains("'bomb'", Assert.Throws<FormatErrorException>(() => Archive.Unpack(Path, Out, 99_999)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Out));
    }

    [Fact]
    public void ANameThatComesTwiceIsRefused()
    {
        Write(zip: false, ("a", "1"), ("a", "2"));
        Assert.Contains("comes twice", Assert.Throws<FormatErrorException>(() => Archive.Unpack(Path, Out, 1000)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DamageAnywhereIsAnErrorOfTheFormatOrHarmless(bool zip)
    {
        Write(zip, ("a.txt", string.Concat(Enumerable.Range(0, 300))), ("b/c.txt", "c"));
        byte[] whole = File.ReadAllBytes(Path);
        var random = new Random(5);
        for (int i = 0; i < 100; i++)
        {
            byte[] damaged = i % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            if (damaged.Length > 0) damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path, damaged);
            string target = folder.File($"out{i}");
            try
            {
                Archive.Unpack(Path, target, 1 << 20);
            }
            catch (FormatErrorException error)
            {
                Assert.Equal(Path, error.File);
                Assert.Empty(Directory.GetFileSystemEntries(target));
            }
        }
    }

    [Fact]
    public void AnErrorPageIsNoArchive()
    {
        File.WriteAllText(Path, "<html>not found</html>");
        Assert.Contains("zip or a tar.gz", Assert.Throws<FormatErrorException>(() => Archive.Unpack(Path, Out, 1000)).Message, StringComparison.Ordinal);
    }

    string[] Files() => [.. Directory.GetFiles(Out, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Out, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    void Write(bool zip, params (string Name, string Text)[] entries)
    {
        using var file = new FileStream(Path, FileMode.Create);
        if (zip)
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create);
            foreach ((string name, string text) in entries)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }

            return;
        }

        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        foreach ((string name, string text) in entries) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
    }
}
