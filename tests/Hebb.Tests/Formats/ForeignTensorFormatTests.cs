using System.Text;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class ForeignTensorFormatTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\u0008\u0007\u0012\u0007pytorch\u001A", "m", "an ONNX model")]
    [InlineData("whatever it is", "model.onnx", "an ONNX model")]
    [InlineData("GGUF\u0003\u0000", "m", "GGUF")]
    [InlineData("\u001C\u0000\u0000\u0000TFL3", "m", "TensorFlow Lite")]
    [InlineData("PAR1", "m", "Parquet")]
    [InlineData("\u0089PNG\r\n\u001A\n", "m", "a PNG image")]
    [InlineData("RIFF\u0000\u0000\u0000\u0000WEBP", "m", "a WebP image")]
    [InlineData("II*\u0000", "m", "a TIFF image")]
    [InlineData("\r\n<!DOCTYPE html><html>", "weights.pth", "a web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "weights.pt", "Git LFS")]
    [InlineData("BZh91AY", "m", "bzip2")]
    [InlineData("x\u009C\u0001", "m.pkl", "zlib")]
    [InlineData("no mark", "model.joblib", "a joblib file")]
    [InlineData("no mark", "graph.pb", "TensorFlow")]
    public void ARecognisedFormatIsNamed(string content, string name, string kind)
    {
        string path = folder.File(name);
        File.WriteAllBytes(path, [.. Encoding.Latin1.GetBytes(content), .. new byte[300]]);
        string message = Assert.Throws<FormatErrorException>(() => TensorFile.Open(path)).Message;
        Assert.Contains(kind, message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", message, StringComparison.Ordinal);
        Assert.Contains("help: ", message, StringComparison.Ordinal);
        Assert.Contains(kind, Assert.Throws<FormatErrorException>(() => PyTorchFile.LoadStateDict(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PyTorchsOldTarFilesAreNamed()
    {
        var tar = new byte[1024];
        "sys_info"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));
        File.WriteAllBytes(folder.File("old.pth"), tar);
        Assert.Contains("before version 0.1.10", Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("old.pth"))).Message, StringComparison.Ordinal);
        "data.txt"u8.CopyTo(tar);
        File.WriteAllBytes(folder.File("x.tar"), tar);
        Assert.Contains("a tar archive", Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("x.tar"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AJoblibPickleIsNamed()
    {
        File.WriteAllBytes(folder.File("x"), Encoding.Latin1.GetBytes("\u0080\u0003}q\u0000X\u0001\u0000\u0000\u0000acjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081}b\u0001\u0002s."));
        Assert.Contains("joblib", Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("x"))).Message, StringComparison.Ordinal);
    }
}
