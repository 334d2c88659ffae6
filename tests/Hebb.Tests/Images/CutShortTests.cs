using System.Text;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

/// <summary>A file that lacks only what stands behind its pixels opens; one that lacks pixels is refused, and the error says that it is cut short and where.</summary>
public sealed class CutShortTests
{
    static readonly Image Sample = new(20, 12, 3, [.. Enumerable.Range(0, 720).Select(i => (byte)(i * i >> 5))]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APngOpensWithoutItsEnd(bool isInterlaced)
    {
        byte[] file = PngFileBuilder.Make(20, 12, 8, 2, isInterlaced, (x, y, c) => Sample[x, y, c]);
        const int EndChunk = 12, Checksums = 8;
        for (int cut = 1; cut < file.Length - 8; cut++)
        {
            ReadOnlyMemory<byte> part = file.AsMemory(0, file.Length - cut);
            try
            {
                Assert.Equal(Sample.Pixels.ToArray(), Image.Decode(part).Pixels.ToArray());
                Assert.Equal(Sample.Width, Image.ReadInfo(part).Width);
            }
            catch (FormatErrorException problem)
            {
                Assert.True(cut > EndChunk + Checksums, $"{cut} bytes cut off: {problem.Message}");
                AssertSaysSo(problem, part.Length);
            }
        }

        Assert.Throws<FormatErrorException>(() => Image.Decode(file.AsMemory(0, file.Length - 60)));
    }

    [Fact]
    public void AGifOpensWithoutItsTrailer()
    {
        byte[] gif = [.. "GIF89a"u8, 2, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0b0000_1100, 0b0000_1010, 0, 0x3B];
        foreach (int cut in (int[])[1, 2]) Assert.Equal([4, 5, 6, 1, 2, 3], Image.Decode(gif.AsMemory(0, gif.Length - cut)).Pixels.ToArray());
        AssertSaysSo(Assert.Throws<FormatErrorException>(() => Image.Decode(gif.AsMemory(0, gif.Length - 4))), gif.Length - 4);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("bmp")]
    [InlineData("ppm")]
    [InlineData("png")]
    public void LackingPixelsAreNamed(string format)
    {
        byte[] file = Sample.Encode(format);
        for (int length = file.Length / 4; length < file.Length - 40; length += 7)
        {
            FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file.AsMemory(0, length), "half"));
            AssertSaysSo(error, length);
            Assert.Equal("half", error.File);
        }
    }

    [Fact]
    public void ATextPnmThatEndsTooEarlySaysSo() =>
        AssertSaysSo(Assert.Throws<FormatErrorException>(() => Image.Decode(Encoding.ASCII.GetBytes("P2 3 1 255 100 2"))), 16);

    static void AssertSaysSo(FormatErrorException error, int length)
    {
        Assert.Contains("cut short", $"{error.Message} {error.Help}", StringComparison.Ordinal);
        Assert.InRange(error.Offset, 0, length);
    }
}
