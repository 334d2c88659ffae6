using System.Net.Sockets;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class InputFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Every reader of a file, by name.</summary>
    public static TheoryData<string> Readers => [.. Opening.Keys];

    static readonly Dictionary<string, Action<string>> Opening = new(StringComparer.Ordinal)
    {
        ["InputFile.Open"] = path => InputFile.Open(path).Dispose(),
        ["InputFile.ReadAllBytes"] = path => InputFile.ReadAllBytes(path, 1000),
        ["InputFile.ReadAllText"] = path => InputFile.ReadAllText(path),
        ["TensorFile.Open"] = path => TensorFile.Open(path).Dispose(),
        ["Image.Load"] = path => Image.Load(path),
        ["Image.ReadInfo"] = path => Image.ReadInfo(path),
        ["Npy.Load"] = path => Npy.Load(path),
        ["Npz.Load"] = path => Npz.Load(path),
        ["Safetensors.Load"] = path => Safetensors.Load(path),
        ["PyTorchFile.Load"] = path => PyTorchFile.Load(path),
        ["PyTorchFile.LoadStateDict"] = path => PyTorchFile.LoadStateDict(path),
        ["Mat.Load"] = path => Mat.Load(path),
        ["Hdf5.Load"] = path => Hdf5.Load(path),
        ["Idx.Load"] = path => Idx.Load(path),
        ["Cifar.Load"] = path => Cifar.Load(path),
        ["PixelCsv.Load"] = path => PixelCsv.Load(path),
        ["NumpyPickle.Load"] = path => NumpyPickle.Load(path),
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void APipeIsRefusedAndNotWaitedFor(string reader)
    {
        SpecialFiles.RequireUnix();
        string pipe = SpecialFiles.Pipe(folder.Path);
        Exception problem = Refusal(reader, pipe);
        Assert.Contains($"'{pipe}' is a pipe", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void ADeviceWithoutAnEndIsRefused(string reader)
    {
        SpecialFiles.RequireUnix();
        Assert.Contains("'/dev/zero' is a device", Refusal(reader, "/dev/zero").Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void AFolderAndAMissingFileAreNamedAsTheCallerWroteThem(string reader)
    {
        string given = Path.Combine(folder.Path, "sub", "..", "sub");
        Directory.CreateDirectory(given);
        Assert.Contains($"'{given}' is a folder", Refusal(reader, given).Message, StringComparison.Ordinal);
        string missing = Path.Combine(given, "none.bin");
        Assert.Equal($"There is no file '{missing}'.", Assert.IsType<FileNotFoundException>(Refusal(reader, missing)).Message);
        string nowhere = Path.Combine(given, "no", "none.bin");
        Assert.Contains($"'{nowhere}'", Assert.IsType<DirectoryNotFoundException>(Refusal(reader, nowhere)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinksToPipesAndDevicesAreRefusedToo()
    {
        SpecialFiles.RequireUnix();
        string link = folder.File("link.png"), second = folder.File("second.png");
        File.CreateSymbolicLink(link, "/dev/zero");
        File.CreateSymbolicLink(second, "link.png");
        Assert.Contains($"'{link}' is a device", Refusal("Image.Load", link).Message, StringComparison.Ordinal);
        Assert.Contains($"'{second}' is a device", Refusal("Image.Load", second).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASocketIsRefused()
    {
        SpecialFiles.RequireUnix();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder.File("s")));
        Assert.Contains("is a socket", Refusal("Image.Load", folder.File("s")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkThatLeadsNowhereOrInACircleIsSaid()
    {
        SpecialFiles.RequireUnix();
        string broken = folder.File("broken.png"), a = folder.File("a.png"), b = folder.File("b.png");
        File.CreateSymbolicLink(broken, "gone.png");
        File.CreateSymbolicLink(a, "b.png");
        File.CreateSymbolicLink(b, "a.png");
        Assert.Equal($"'{broken}' is a link to 'gone.png', which is not there.", Assert.IsType<FileNotFoundException>(Refusal("Image.Load", broken)).Message);
        Assert.Equal($"The file '{a}' cannot be read: its links go in a circle.", Refusal("Image.Load", a).Message);
        Assert.Equal($"The file '{a}' cannot be written: its links go in a circle.", Assert.ThrowsAny<IOException>(() => AtomicFile.Write(a, s => s.WriteByte(1))).Message);
    }

    [Fact]
    public void AnEmptyFileIsJustEmptyAndALinkToAFileIsRead()
    {
        File.WriteAllBytes(folder.File("empty"), []);
        Assert.Empty(InputFile.ReadAllBytes(folder.File("empty"), 10));
        SpecialFiles.RequireUnix();
        File.WriteAllBytes(folder.File("three"), [1, 2, 3]);
        File.CreateSymbolicLink(folder.File("link"), "three");
        Assert.Equal([1, 2, 3], InputFile.ReadAllBytes(folder.File("link"), 10));
    }

    [Fact]
    public void AFileBeyondTheLimitIsRefusedBeforeMemoryIsTaken()
    {
        string large = folder.File("large.png");
        using (FileStream stream = File.Create(large)) stream.SetLength(5L << 30);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("5,368,709,120 bytes; at most 1,073,741,824", Refusal("Image.Load", large).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("at most 67,108,864", Refusal("InputFile.ReadAllText", large).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AByteOrderMarkIsNoPartOfAText()
    {
        File.WriteAllBytes(folder.File("bom"), [0xEF, 0xBB, 0xBF, (byte)'a']);
        Assert.Equal("a", InputFile.ReadAllText(folder.File("bom")));
    }

    // On a thread of its own: a reader that opened a pipe would never come back.
    static Exception Refusal(string reader, string path)
    {
        Exception? problem = null;
        var thread = new Thread(() => problem = Record.Exception(() => Opening[reader](path))) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), $"{reader} waits for {path}.");
        return Assert.IsAssignableFrom<IOException>(problem);
    }
}
