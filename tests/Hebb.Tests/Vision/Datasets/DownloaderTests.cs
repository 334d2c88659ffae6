using System.Security.Cryptography;
using Hebb.Vision.Datasets;
using Hebb.Vision.Datasets.Download;

namespace Hebb.Tests;

public sealed class DownloaderTests : IDisposable
{
    static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)((i * 31) ^ (i >> 7)))];
    static readonly string Sum = Convert.ToHexStringLower(SHA256.HashData(Content));

    static readonly DownloadOptions Hasty = new()
    {
        RetryDelay = TimeSpan.FromMilliseconds(1),
        StallTimeout = TimeSpan.FromMilliseconds(400),
        AnswerTimeout = TimeSpan.FromSeconds(2),
        Attempts = 3,
    };

    readonly TemporaryFolder folder = new();

    string Target => folder.File("data.bin");

    string Part => Target + ".part";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task LoadsAFileAndTellsHowFarItIs()
    {
        using var server = MisbehavingServer.WithFile(Content);
        var progress = new Heard();
        await LoadAsync(File(server), progress);
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.Equal((Content.Length, Content.Length), (progress.Last.Received, progress.Last.Total));
        Assert.Equal([Target], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task ACutConnectionIsContinuedWhereItStopped()
    {
        int answers = 0;
        using var server = new MisbehavingServer(request => Interlocked.Increment(ref answers) == 1
            ? request.SendAsync("200 OK", $"ETag: \"v1\"; Content-Length: {Content.Length}", Content.AsMemory(0, 100_000))
            : request.SendFileAsync(Content, "\"v1\""));
        await LoadAsync(File(server));
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        MisbehavingServer.Request second = server.Requests.Last();
        Assert.InRange(second.From, 1, 100_000);
        Assert.Equal("\"v1\"", second.Header("If-Range"));
    }

    [Fact]
    public async Task APartOfAnEarlierCallIsContinued()
    {
        using (var server = new MisbehavingServer(request => request.SendAsync("200 OK", $"ETag: \"v1\"; Content-Length: {Content.Length}", Content.AsMemory(0, 50_000))))
            await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server), options: Hasty with { Attempts = 1 }));
        Assert.False(System.IO.File.Exists(Target));
        Assert.InRange(new FileInfo(Part).Length, 1, 50_000);
        using var later = MisbehavingServer.WithFile(Content);
        await LoadAsync(File(later));
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.InRange(Assert.Single(later.Requests).From, 1, 50_000);
    }

    [Fact]
    public async Task WithoutAKnownSumAChangedFileIsLoadedFromTheBeginning()
    {
        byte[] newer = [.. Content.Reverse()];
        int answers = 0;
        using var server = new MisbehavingServer(request => Interlocked.Increment(ref answers) == 1
            ? request.SendAsync("200 OK", $"ETag: \"old\"; Content-Length: {Content.Length}", Content.AsMemory(0, 100_000))
            : request.SendFileAsync(newer, "\"new\""));
        await LoadAsync(File(server) with { Sha256 = null });
        Assert.Equal(newer, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.Equal("\"old\"", server.Requests.Last().Header("If-Range"));
    }

    [Fact]
    public async Task AServerThatCannotGoOnSendsEverythingAgain()
    {
        int answers = 0;
        using var server = new MisbehavingServer(request => request.SendAsync("200 OK", $"Content-Length: {Content.Length}", Interlocked.Increment(ref answers) == 1 ? Content.AsMemory(0, 70_000) : Content));
        await LoadAsync(File(server));
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task AServerThatGoesOnElsewhereIsNotBelieved()
    {
        await System.IO.File.WriteAllBytesAsync(Part, Content[..1000]);
        int answers = 0;
        using var server = new MisbehavingServer(request => Interlocked.Increment(ref answers) == 1
            ? request.SendAsync("206 Partial Content", $"Content-Range: bytes 5000-{Content.Length - 1}/{Content.Length}; Content-Length: {Content.Length - 5000}", Content.AsMemory(5000))
            : request.SendFileAsync(Content, "\"v1\""));
        await LoadAsync(File(server));
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task APartOfSomethingElseIsFoundOutByTheSumAndLoadedAgain()
    {
        await System.IO.File.WriteAllBytesAsync(Part, new byte[1000]);
        using var server = MisbehavingServer.WithFile(Content);
        DatasetFile file = File(server);
        await LoadAsync(file with { Mirrors = [file.Mirrors[0], server.Address("again")] });
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.Equal([1000, 0], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task AWrongSumIsToldAndNothingStays()
    {
        using var server = MisbehavingServer.WithFile([.. Content[..^1], 77]);
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server)));
        Assert.Contains($"expected was {Sum}", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(300_001)]
    public async Task AWrongLengthIsRefusedBeforeItIsLoaded(int length)
    {
        using var server = MisbehavingServer.WithFile(new byte[length]);
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server)));
        Assert.Contains($"it offers {length} bytes, but 300000 were expected", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task AServerThatNeverEndsIsStoppedAtTheLimit()
    {
        using var server = new MisbehavingServer(async request =>
        {
            await request.SendAsync("200 OK", "Content-Type: text/plain", Content);
            while (true) await request.SendAsync(Content);
        });
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server) with { Length = null, Sha256 = null }, options: Hasty with { MaxBytes = 1_000_000 }));
        Assert.Contains("more than 1000000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task RedirectionsAreFollowed()
    {
        using var server = new MisbehavingServer(request => request.Path == "data.bin" ? request.SendAsync("302 Found", "Location: /elsewhere", default) : request.SendFileAsync(Content, "\"v1\""));
        await LoadAsync(File(server));
        Assert.Equal(["data.bin", "elsewhere"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task ARedirectionInACircleEnds()
    {
        using var server = new MisbehavingServer(request => request.SendAsync("302 Found", "Location: /data.bin", default));
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server)));
        Assert.Contains("redirects more than 10 times", error.Message, StringComparison.Ordinal);
        Assert.Equal(11, server.Requests.Count);
    }

    [Fact]
    public async Task ARedirectionToAFileOfThisMachineIsRefused()
    {
        using var server = new MisbehavingServer(request => request.SendAsync("302 Found", "Location: file:///etc/hostname", default));
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server)));
        Assert.Contains("redirects to file:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingFileIsAskedOfTheNextMirror()
    {
        using var server = new MisbehavingServer(request => request.Path == "data.bin" ? request.SendAsync("404 Not Found", "Content-Length: 0", default) : request.SendFileAsync(Content, "\"v1\""));
        DatasetFile file = File(server);
        await LoadAsync(file with { Mirrors = [file.Mirrors[0], server.Address("mirror")] });
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.Equal(["data.bin", "mirror"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task ABusyServerIsAskedAgain()
    {
        int answers = 0;
        using var server = new MisbehavingServer(request => Interlocked.Increment(ref answers) < 3 ? request.SendAsync("503 Service Unavailable", "Content-Length: 0", default) : request.SendFileAsync(Content, "\"v1\""));
        await LoadAsync(File(server));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task WhenEveryMirrorFailsEachIsNamedWithItsReason()
    {
        using var server = new MisbehavingServer(request => request.SendAsync(request.Path == "a" ? "404 Not Found" : "500 Internal Server Error", "Content-Length: 0", default));
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server) with { Mirrors = [server.Address("a"), server.Address("b")] }));
        Assert.Contains($"{server.Address("a")}: it answered 404 NotFound; {server.Address("b")}: it answered 500", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task AStallIsNoticedAndTheDownloadGoesOn()
    {
        int answers = 0;
        using var server = new MisbehavingServer(async request =>
        {
            if (Interlocked.Increment(ref answers) > 1)
            {
                await request.SendFileAsync(Content, "\"v1\"");
                return;
            }

            await request.SendAsync("200 OK", $"ETag: \"v1\"; Content-Length: {Content.Length}", Content.AsMemory(0, 10_000));
            await request.WaitAsync(30_000);
        });
        await LoadAsync(File(server));
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.Equal(10_000, server.Requests.Last().From);
    }

    [Fact]
    public async Task ATrickleCountsAsAStall()
    {
        using var server = new MisbehavingServer(async request =>
        {
            await request.SendAsync("200 OK", $"Content-Length: {Content.Length}", default);
            for (int i = request.From; i < Content.Length; i++)
            {
                await request.SendAsync(Content.AsMemory(i, 1));
                await request.WaitAsync(50);
            }
        });
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server), options: Hasty with { Attempts = 1 }));
        Assert.Contains("bytes in 0.4 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswerIsGivenUp()
    {
        using var server = new MisbehavingServer(request => request.WaitAsync(30_000));
        var error = await Assert.ThrowsAsync<DownloadException>(() => LoadAsync(File(server), options: Hasty with { AnswerTimeout = TimeSpan.FromMilliseconds(200), Attempts = 1 }));
        Assert.Contains("it did not answer for 0.2 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppingKeepsThePart()
    {
        using var stop = new CancellationTokenSource();
        using var server = new MisbehavingServer(async request =>
        {
            await request.SendAsync("200 OK", $"ETag: \"v1\"; Content-Length: {Content.Length}", Content.AsMemory(0, 10_000));
            await request.WaitAsync(100);
            await stop.CancelAsync();
            await request.WaitAsync(30_000);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LoadAsync(File(server), stop: stop.Token, options: Hasty with { StallTimeout = TimeSpan.FromSeconds(20) }));
        Assert.False(System.IO.File.Exists(Target));
        Assert.Equal(10_000, new FileInfo(Part).Length);
    }

    static DatasetFile File(MisbehavingServer server) => new("data.bin", Content.Length, Sum, [server.Address("data.bin")]);

    async Task LoadAsync(DatasetFile file, IProgress<DownloadProgress>? progress = null, DownloadOptions? options = null, CancellationToken stop = default)
    {
        using var downloader = new Downloader(options ?? Hasty);
        await downloader.LoadAsync(file, Target, progress, stop);
    }

    sealed class Heard : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }
}
