using Hebb.Formats;
using Hebb.Images;
using SixLabors.ImageSharp.Formats.Tga;

namespace Hebb.Tests;

public sealed class TgaCodecTests
{
    [Theory]
    [InlineData(1, TgaBitsPerPixel.Pixel8, TgaCompression.None)]
    [InlineData(3, TgaBitsPerPixel.Pixel24, TgaCompression.None)]
    [InlineData(4, TgaBitsPerPixel.Pixel32, TgaCompression.None)]
    [InlineData(3, TgaBitsPerPixel.Pixel24, TgaCompression.RunLength)]
    [InlineData(4, TgaBitsPerPixel.Pixel32, TgaCompression.RunLength)]
    public void LosslessPixelsAreTheSource(int channels, TgaBitsPerPixel bits, TgaCompression compression)
    {
        Image source = ForeignEncoders.Sample(channels);
        byte[] file = ForeignEncoders.Tga(source, compression, bits);
        var decoded = Image.Decode(file);
        Assert.Equal(channels, decoded.Channels);
        Assert.Equal(source.Pixels.ToArray(), decoded.Pixels.ToArray());
        Assert.Equal(new ImageInfo("TGA", source.Width, source.Height, channels), Image.ReadInfo(file));
    }

    [Fact]
    public void WhatBreaksTheFormatIsRefused()
    {
        byte[] plain = ForeignEncoders.Tga(ForeignEncoders.Sample(3), TgaCompression.None, TgaBitsPerPixel.Pixel24);
        AssertRefused(plain[..200], "cut short");

        // Runs that end before the image is full.
        byte[] runs = [.. Header(kind: 10, 20, 12), 0xFF, 1, 2, 3, 0x80, 1, 2, 3];
        AssertRefused(runs, "after 129 of 240 pixels");
    }

    [Fact]
    public void AClaimedSizeTakesNoMemory()
    {
        foreach (byte kind in (byte[])[2, 10])
        {
            byte[] file = [.. Header(kind, 30000, 30000), .. new byte[100]];
            AssertRefused(file, "30000 × 30000");
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<FormatErrorException>(() => Image.Decode(file));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    static byte[] Header(byte kind, int width, int height) => [0, 0, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 24, 0];

    static void AssertRefused(byte[] file, string part)
    {
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file, "a.tga"));
        Assert.Equal("a.tga", error.File);
        Assert.Contains(part, $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }
}
