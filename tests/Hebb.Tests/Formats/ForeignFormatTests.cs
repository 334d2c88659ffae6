using System.Text;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

/// <summary>What is recognised and not read is named; nobody calls it damaged.</summary>
public sealed class ForeignFormatTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("II+\0\x08\0\0\0", "BigTIFF")]
    [InlineData("\0\0\0\x18" + "ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\x18" + "ftypmif1\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\x1c" + "ftypavif\0\0\0\0avifmif1miaf", "AVIF")]
    [InlineData("\0\0\0\x18" + "ftypisom\0\0\0\0isommp42", "video")]
    [InlineData("\0\0\0\x0CjP  \r\n\x87\n", "JPEG 2000")]
    [InlineData("\xFF\x4F\xFF\x51\0\0", "JPEG 2000")]
    [InlineData("\0\0\0\x0CJXL \r\n\x87\n", "JPEG XL")]
    [InlineData("\xFF\x0A\xFA\x1F", "JPEG XL")]
    [InlineData("8BPS\0\x01", "Photoshop")]
    [InlineData("\0\0\x01\0\x01\0\x10\x10\0\0\x01\0", "icon")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("<?xml version='1.0'?>\n<svg/>", "SVG")]
    [InlineData("<!DOCTYPE html><html>", "web page")]
    [InlineData("%PDF-1.7\n", "PDF")]
    [InlineData("\x08\x07\x12\x07pytorch", "ONNX")]
    [InlineData("qoif\0\0\0\x01", "QOI")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "Git LFS")]
    public void AForeignFileIsNamed(string head, string name)
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(head), .. new byte[64]];
        FormatErrorException image = Assert.Throws<FormatErrorException>(() => Image.Decode(bytes, "it"));
        File.WriteAllBytes(folder.File("it"), bytes);
        FormatErrorException tensors = Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("it")));
        foreach (FormatErrorException error in (FormatErrorException[])[image, tensors])
        {
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("damaged", $"{error.Message} {error.Help}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnImageGivenAsTensorsIsSentToTheRightDoor()
    {
        new Image(1, 1, 1, [7]).Save(folder.File("a.png"));
        Assert.Contains("Image.Load", Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("a.png"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ApplesVariantOfPngIsNamed()
    {
        byte[] png = PngFileBuilder.File(("CgBI", [0x50, 0, 0x20, 2]), ("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]), ("IDAT", [1]), ("IEND", []));
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(png));
        Assert.Contains("CgBI", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xC3, 8, "lossless")]
    [InlineData(0xC7, 8, "hierarchical")]
    [InlineData(0xC9, 8, "arithmetic")]
    [InlineData(0xCA, 8, "arithmetic")]
    [InlineData(0xCC, 8, "arithmetic")]
    [InlineData(0xC1, 12, "12 bits")]
    [InlineData(0xC2, 12, "12 bits")]
    [InlineData(0xF7, 8, "JPEG-LS")]
    public void KindsOfJpegThatAreNotReadAreNamed(byte marker, byte bits, string name)
    {
        byte[] file = new Image(8, 8, 1, new byte[64]).Encode("jpg");
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (file[frame + 1], file[frame + 4]) = (marker, bits);
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }
}
