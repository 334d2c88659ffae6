using System.IO.Compression;
using System.Security.Cryptography;
using Hebb.Vision.Datasets;
using Hebb.Vision.Datasets.Download;

namespace Hebb.Tests;

public sealed class DatasetFetcherTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Target => folder.File("set");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task LoadsWhatIsMissingAndLeavesWhatIsRight()
    {
        byte[] a = [1, 2, 3], b = [4, 5, 6, 7];
        using var server = new MisbehavingServer(request => request.SendFileAsync(request.Path == "a.bin" ? a : b, "\"v\""));
        DatasetEntry entry = Entry(["a.bin", "b.bin"], File(server, "a.bin", a), File(server, "b.bin", b));
        Directory.CreateDirectory(Target);
        await System.IO.File.WriteAllBytesAsync(Path.Combine(Target, "a.bin"), a);
        await System.IO.File.WriteAllBytesAsync(Path.Combine(Target, "b.bin"), a);
        await new DatasetFetcher().FetchAsync(entry, Target);
        Assert.Equal(["b.bin"], server.Requests.Select(request => request.Path));
        Assert.Equal(b, await System.IO.File.ReadAllBytesAsync(Path.Combine(Target, "b.bin")));
    }

    [Fact]
    public async Task UnpacksArchivesRemovesThemAndDoesNotLoadThemAgain()
    {
        byte[] packed = Zip("inner/a.bin");
        using var server = MisbehavingServer.WithFile(packed);
        DatasetEntry entry = Entry(["a.bin"], File(server, "set.zip", packed) with { IsArchive = true });
        for (int i = 0; i < 2; i++) await new DatasetFetcher().FetchAsync(entry, Target);
        Assert.Single(server.Requests);
        Assert.True(System.IO.File.Exists(Path.Combine(Target, "inner", "a.bin")));
        Assert.False(System.IO.File.Exists(Path.Combine(Target, "set.zip")));
    }

    [Fact]
    public async Task AnArchiveWithoutTheFilesIsTold()
    {
        byte[] packed = Zip("other.bin");
        using var server = MisbehavingServer.WithFile(packed);
        DatasetEntry entry = Entry(["a.bin"], File(server, "set.zip", packed) with { IsArchive = true });
        Assert.Contains("a.bin wanted", (await Assert.ThrowsAsync<DatasetMissingException>(() => new DatasetFetcher().FetchAsync(entry, Target))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoAtOnceLoadAFileOnce()
    {
        byte[] a = [1, 2, 3];
        using var server = new MisbehavingServer(async request =>
        {
            await request.WaitAsync(300);
            await request.SendFileAsync(a, "\"v\"");
        });
        DatasetEntry entry = Entry(["a.bin"], File(server, "a.bin", a));
        var said = new List<string>();
        Task first = new DatasetFetcher().FetchAsync(entry, Target);
        while (server.Requests.IsEmpty) await Task.Delay(5);
        await Task.WhenAll(first, new DatasetFetcher().FetchAsync(entry, Target, say: said.Add));
        Assert.Single(server.Requests);
        Assert.Contains(said, line => line.StartsWith("waiting for another process", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASetWithoutAPublicHomeSaysWhatToDo()
    {
        var error = await Assert.ThrowsAsync<DatasetMissingException>(() => new DatasetFetcher().FetchAsync(DatasetCatalog.Patches, Target));
        Assert.Contains("no public download", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    static DatasetEntry Entry(string[] layout, params DatasetFile[] files) => new()
    {
        Name = "made-up",
        Title = "made up",
        Source = "here",
        Licence = "none",
        Citation = "none",
        Files = files,
        Layouts = [layout],
        Subfolders = ["inner"],
        Open = (_, _) => Digits.Train,
    };

    static DatasetFile File(MisbehavingServer server, string name, byte[] content) => new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), [server.Address(name)]);

    static byte[] Zip(string name)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry(name).Open()))
            writer.Write("content");
        return memory.ToArray();
    }
}
