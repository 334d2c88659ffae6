using Hebb.Formats;

namespace Hebb.Tests;

public sealed class DiskProblemTests
{
    [Theory]
    [InlineData(28, "the disk is full")]
    [InlineData(30, "its file system is read-only")]
    [InlineData(27, "larger than a file may be here")]
    [InlineData(122, "the disk quota is used up")]
    public void WhatTheSystemSaysIsNamedAsWhatItIs(int code, string reason)
    {
        if (OperatingSystem.IsWindows()) code = code switch { 28 => unchecked((int)0x80070070), 30 => unchecked((int)0x80070013), 27 => unchecked((int)0x800700DF), _ => unchecked((int)0x8007050F) };
        if (OperatingSystem.IsMacOS() && code == 122) code = 69;
        var problem = new IOException("the system's own word : '/a/.b.tmp'", code);
        IOException explained = DiskProblem.Explain("my/file.bin", problem)!;
        Assert.Equal($"The file 'my/file.bin' cannot be written: {reason}", explained.Message[..(explained.Message.IndexOf(reason, StringComparison.Ordinal) + reason.Length)].Replace("it would be ", string.Empty, StringComparison.Ordinal));
        Assert.Equal((code, problem), (explained.HResult, explained.InnerException));
    }

    [Fact]
    public void WhatHasNothingToDoWithTheDiskIsLeftAlone()
    {
        Assert.Null(DiskProblem.Explain("x", new IOException("other")));
        Assert.Null(DiskProblem.Explain("x", new UnauthorizedAccessException()));
        Assert.Null(DiskProblem.Explain("x", new ArgumentOutOfRangeException("value", 3, "of a caller")));
        Assert.Null(DiskProblem.Explain("x", new InvalidOperationException()));
    }

    [Fact]
    public void ADiskThatIsFullLeavesTheOldFileAndNothingBesideIt()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("kept.txt");
        File.WriteAllText(path, "old");
        foreach (Exception thrown in (Exception[])[new IOException("No space", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28), new ArgumentOutOfRangeException("value", "Specified file length was too large for the file system.")])
        {
            IOException error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
            {
                stream.WriteByte(1);
                throw thrown;
            }));
            Assert.Contains($"'{path}' cannot be written", error.Message, StringComparison.Ordinal);
            Assert.Equal("old", File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFiles(folder.Path));
        }
    }

    [Fact]
    public void AFolderThatAnotherProcessHoldsIsToldFromOneThatFails()
    {
        Assert.True(HeldFile.Is(new IOException("held", OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : 11)));
        Assert.False(HeldFile.Is(new IOException("read-only", 30)));
    }
}
