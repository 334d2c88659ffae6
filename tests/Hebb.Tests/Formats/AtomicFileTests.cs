using Hebb.Formats;

namespace Hebb.Tests;

public sealed class AtomicFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WritesANewFileAndReplacesAnOldOne()
    {
        string path = Path.Combine(folder, "a.bin");
        AtomicFile.Write(path, s => s.Write([1, 2]));
        Assert.Equal([1, 2], File.ReadAllBytes(path));
        AtomicFile.Write(path, s => s.Write([3]));
        Assert.Equal([3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void AFailureLeavesTheOldFileAndNothingBesideIt()
    {
        string path = Path.Combine(folder, "a.bin");
        File.WriteAllBytes(path, [7]);
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(path, s =>
        {
            s.Write([1, 2, 3]);
            throw new InvalidDataException();
        }));
        Assert.Equal([7], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void TheOldFileStaysWholeWhileTheNewOneIsWritten()
    {
        string path = Path.Combine(folder, "a.bin");
        File.WriteAllBytes(path, [7]);
        AtomicFile.Write(path, s =>
        {
            s.Write([1]);
            s.Flush();
            Assert.Equal([7], File.ReadAllBytes(path));
        });
        Assert.Equal([1], File.ReadAllBytes(path));
    }

    [Fact]
    public void ASymbolicLinkStaysALink()
    {
        SpecialFiles.RequireUnix();
        string target = Path.Combine(folder, "target.bin"), link = Path.Combine(folder, "link.bin");
        File.WriteAllBytes(target, [7]);
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, s => s.Write([1]));
        Assert.Equal([1], File.ReadAllBytes(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void AMissingFolderIsAnErrorOfTheFileSystem() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(Path.Combine(folder, "no", "a.bin"), s => s.WriteByte(1)));

    [Fact]
    public void ErrorsNameTheFileThatWasAskedForAndNeverTheOneBesideIt()
    {
        string missing = Path.Combine(folder, "no", "a.bin");
        Exception problem = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(missing, s => s.WriteByte(1)));
        Assert.Contains($"'{missing}'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", problem.Message, StringComparison.Ordinal);

        string beneathAFile = Path.Combine(folder, "file", "a.bin");
        File.WriteAllBytes(Path.Combine(folder, "file"), [1]);
        problem = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(beneathAFile, s => s.WriteByte(1)));
        Assert.Contains($"'{beneathAFile}'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", problem.Message, StringComparison.Ordinal);

        problem = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(folder, s => s.WriteByte(1)));
        Assert.Contains($"'{folder}' names a folder", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorOfTheContentIsTheCallersOwn()
    {
        var mine = new IOException("the source ended");
        Assert.Same(mine, Assert.Throws<IOException>(() => AtomicFile.Write(Path.Combine(folder, "a.bin"), _ => throw mine)));
    }

    [Fact]
    public void APipeOrADeviceIsNotReplacedByAFile()
    {
        SpecialFiles.RequireUnix();
        string pipe = SpecialFiles.Pipe(folder);
        Assert.Contains("is a pipe", Assert.Throws<IOException>(() => AtomicFile.Write(pipe, s => s.WriteByte(1))).Message, StringComparison.Ordinal);
        string link = Path.Combine(folder, "null");
        File.CreateSymbolicLink(link, "/dev/null");
        Assert.Contains("is a device", Assert.Throws<IOException>(() => AtomicFile.Write(link, s => s.WriteByte(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SavingTensorsThatCannotBeSavedLeavesTheOldFile()
    {
        string path = Path.Combine(folder, "a.safetensors");
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["x"] = Tensor.Ones([3]) });
        Assert.Throws<ArgumentException>(() => Safetensors.Save(path, new Dictionary<string, Tensor> { ["__metadata__"] = Tensor.Ones([3]) }));
        Assert.Equal([1f, 1, 1], Safetensors.Load(path)["x"].ToArray<float>());
        Assert.Single(Directory.GetFiles(folder));
    }
}
