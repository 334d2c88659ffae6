using System.Text;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class PnmCodecTests
{
    [Theory]
    [InlineData("P1\n# bits\n3 1\n101", 1, new byte[] { 0, 255, 0 })]
    [InlineData("P2 2 1 15 0 15", 1, new byte[] { 0, 255 })]
    [InlineData("P3\n1 2\n255\n1 2 3\n4 5 6\n", 3, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("P5 2 1 255\n A", 1, new byte[] { 32, 65 })]
    [InlineData("P6 1 1 255\nABC", 3, new byte[] { 65, 66, 67 })]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\nABCD", 4, new byte[] { 65, 66, 67, 68 })]
    public void ReadsTextAndBinary(string text, int channels, byte[] pixels)
    {
        var image = Image.Decode(Encoding.Latin1.GetBytes(text));
        Assert.Equal(channels, image.Channels);
        Assert.Equal(pixels, image.Pixels.ToArray());
    }

    [Fact]
    public void ReadsPackedBitsAnd16Bits()
    {
        Assert.Equal([0, 255, 0, 255, 255, 255, 255, 255, 255, 0], Image.Decode((byte[])[.. "P4 10 1\n"u8, 0b10100000, 0b01000000]).Pixels.ToArray());
        Assert.Equal([0, 255, 128], Image.Decode((byte[])[.. "P5 3 1 65535\n"u8, 0, 0, 255, 255, 128, 0]).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WhatIsWrittenReadsBack(int channels)
    {
        var image = new Image(3, 2, channels, [.. Enumerable.Range(0, 6 * channels).Select(i => (byte)(i * 9))]);
        Assert.Equal(image.Pixels.ToArray(), Image.Decode(image.Encode("ppm")).Pixels.ToArray());
    }

    [Theory]
    [InlineData("P6 2 2 255\nABC", "file ends after 3")]
    [InlineData("P6 x", "should be a number")]
    [InlineData("P5 2 1 70000\nAA", "1 to 65535")]
    [InlineData("P5 0 1 255\n", "at least one pixel")]
    [InlineData("P1 2 1 1x", "0 or 1")]
    [InlineData("P5 99999999 99999999 255\n", "file ends after 0")]
    [InlineData("P7\nWIDTH 1\nDEPTH 9\nHEIGHT 1\nMAXVAL 255\nENDHDR\nA", "1 to 4 channels")]
    public void WhatBreaksTheFormatIsRefused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Image.Decode(Encoding.Latin1.GetBytes(text))).Message, StringComparison.Ordinal);
}
