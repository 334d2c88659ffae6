using Hebb.Formats;
using Hebb.Images;
using SixLabors.ImageSharp.Formats.Webp;

namespace Hebb.Tests;

public sealed class WebpCodecTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void LosslessPixelsAreTheSource(int channels)
    {
        Image source = ForeignEncoders.Sample(channels), decoded = Image.Decode(ForeignEncoders.Webp(source));
        Assert.Equal(channels is 2 or 4 ? 4 : 3, decoded.Channels);
        Assert.Equal(ForeignEncoders.Colours(source), ForeignEncoders.Colours(decoded));
    }

    [Fact]
    public void LossyPixelsAreNearTheSource()
    {
        // Smooth, so that the compression loses little.
        var source = new Image(64, 48, 3, [.. Enumerable.Range(0, 64 * 48 * 3).Select(i => (byte)((i / 3 % 64 * 2) + (i / 192) + (i % 3 * 20)))]);
        var decoded = Image.Decode(ForeignEncoders.Webp(source, WebpFileFormatType.Lossy));
        Assert.Equal((64, 48, 3), (decoded.Width, decoded.Height, decoded.Channels));
        for (int i = 0; i < source.Pixels.Length; i++) Assert.InRange(decoded.Pixels[i] - source.Pixels[i], -12, 12);
    }

    [Fact]
    public void AFrameSmallerThanTheImageLeavesTheRestTransparent()
    {
        // The chunk of a still image as the frame of an animation at (4, 2).
        Image source = ForeignEncoders.Sample(3);
        byte[] chunk = ForeignEncoders.Webp(source)[12..], frame = [2, 0, 0, 1, 0, 0, (byte)(source.Width - 1), 0, 0, (byte)(source.Height - 1), 0, 0, 0, 0, 0, 0, .. chunk];
        byte[] file = Riff([.. "VP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 29, 0, 0, 19, 0, 0, .. "ANIM"u8, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "ANMF"u8, .. BitConverter.GetBytes(frame.Length), .. frame]);
        var decoded = Image.Decode(file);
        Assert.Equal((30, 20, 4), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal(new ImageInfo("WebP", 30, 20, 4), Image.ReadInfo(file));
        Assert.Equal(source.Pixels.ToArray(), decoded.Crop(4, 2, source.Width, source.Height).ToRgb().Pixels.ToArray());
        Assert.Equal([0, 0, 0, 0], decoded.Pixels[..4].ToArray());
    }

    [Fact]
    public void TablesOfPrefixCodesAreCountedBeforeTheyAreMade()
    {
        // One entry of the entropy image names the last of 65,536 groups: ImageSharp alone would take 1.5 GB for these 34 bytes.
        byte[] file = Convert.FromHexString("524946461A000000574542505650384C0E0000002F03C0000084FEF7BF0005280000");
        AssertRefusedCheaply(file, "prefix codes", "Image.DecodedBytesLimit");
    }

    [Fact]
    public void AClaimedSizeTakesNoMemory()
    {
        byte[] lossless = Riff([.. "VP8L"u8, 8, 0, 0, 0, 0x2F, 0xFE, 0xBF, 0xFF, 0x0F, 0, 0, 0]);
        AssertRefusedCheaply(lossless, "16383 × 16383", "Image.DecodedBytesLimit");
        byte[] lossy = Riff([.. "VP8 "u8, 12, 0, 0, 0, 0x10, 0, 0, 0x9D, 0x01, 0x2A, 0xFF, 0x3F, 0xFF, 0x3F, 0, 0]);
        AssertRefusedCheaply(lossy, "16383 × 16383", "Image.DecodedBytesLimit");
    }

    [Fact]
    public void WhatBreaksTheFormatIsRefused()
    {
        AssertRefused(Riff([]), "holds no image");
        AssertRefused(Riff([.. "VP8L"u8, 255, 0, 0, 0, 0x2F]), "reaches over the end");
        AssertRefused(Riff([.. "VP8L"u8, 6, 0, 0, 0, 0x2E, 0, 0, 0, 0, 0]), "should begin with 2F");
        AssertRefused(Riff([.. "VP8 "u8, 10, 0, 0, 0, 1, 0, 0, 0x9D, 0x01, 0x2A, 1, 0, 1, 0]), "key frame");
        AssertRefused(Riff([.. "VP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 29, 0, 0, 19, 0, 0, .. ForeignEncoders.Webp(ForeignEncoders.Sample(3))[12..]]), "30 × 20");
        AssertRefused(Riff([.. "VP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 1, 0, 0, .. ForeignEncoders.Webp(ForeignEncoders.Sample(3))[12..]]), "2 × 2");

        // Frames in frames in frames.
        const int Depth = 50_000, Header = 24;
        var nested = new byte[Depth * Header];
        for (int i = 0; i < Depth; i++)
        {
            "ANMF"u8.CopyTo(nested.AsSpan(i * Header));
            BitConverter.TryWriteBytes(nested.AsSpan((i * Header) + 4), nested.Length - (i * Header) - 8);
        }

        AssertRefused(Riff([.. "VP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 1, 0, 0, .. nested]), "holds no image");
        byte[] good = ForeignEncoders.Webp(ForeignEncoders.Sample(3));
        good[25] ^= 0xFF;
        FormatErrorException damaged = Assert.Throws<FormatErrorException>(() => Image.Decode(good, "a.webp"));
        Assert.Equal("a.webp", damaged.File);
    }

    static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. BitConverter.GetBytes(chunks.Length + 4), .. "WEBP"u8, .. chunks];

    static void AssertRefused(byte[] file, string part)
    {
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file, "a.webp"));
        Assert.Equal("a.webp", error.File);
        Assert.Contains(part, $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }

    static void AssertRefusedCheaply(byte[] file, params string[] parts)
    {
        Array.ForEach(parts, part => AssertRefused(file, part));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatErrorException>(() => Image.Decode(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
