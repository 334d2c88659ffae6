using System.Buffers.Binary;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class BmpCodecTests
{
    static readonly byte[] TwoColours = [10, 20, 30, 0, 40, 50, 60, 0];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void WhatIsWrittenReadsBack(int channels)
    {
        var image = new Image(5, 3, channels, [.. Enumerable.Range(0, 15 * channels).Select(i => (byte)(i * 4))]);
        var back = Image.Decode(image.Encode("bmp"));
        Assert.Equal(channels is 2 or 4 ? 4 : 3, back.Channels);
        for (int x = 0; x < 5; x++)
        {
            Assert.Equal(image[x, 2, channels > 2 ? 2 : 0], back[x, 2, 2]);
            if (channels is 2 or 4) Assert.Equal(image[x, 1, channels - 1], back[x, 1, 3]);
        }
    }

    [Fact]
    public void ReadsBitsAndBothDirections()
    {
        byte[] rows = [0b01000000, 0, 0, 0, 0b10000000, 0, 0, 0];
        Assert.Equal([60, 50, 40, 30, 20, 10, 30, 20, 10, 60, 50, 40], Image.Decode(File(2, 2, 1, 0, TwoColours, rows)).Pixels.ToArray());
        Assert.Equal([30, 20, 10, 60, 50, 40, 60, 50, 40, 30, 20, 10], Image.Decode(File(2, -2, 1, 0, TwoColours, rows)).Pixels.ToArray());
    }

    [Fact]
    public void Reads16BitsWithAndWithoutMasks()
    {
        Assert.Equal([255, 0, 0, 0, 255, 0], Image.Decode(File(2, 1, 16, 0, [], [0x00, 0x7C, 0xE0, 0x03])).Pixels.ToArray());
        byte[] masks = [0, 0xF8, 0, 0, 0xE0, 0x07, 0, 0, 0x1F, 0, 0, 0];
        Assert.Equal([255, 0, 0, 0, 255, 0], Image.Decode(File(2, 1, 16, 3, masks, [0x00, 0xF8, 0xE0, 0x07])).Pixels.ToArray());
    }

    [Fact]
    public void ReadsRunsOf8And4Bits()
    {
        // Two of 1, to the next row, three plain numbers, end; then a jump over a pixel.
        byte[] eight = [2, 1, 0, 0, 0, 3, 1, 0, 1, 0, 0, 1];
        Assert.Equal([60, 30, 60, 60, 60, 30], Red(Image.Decode(File(3, 2, 8, 1, TwoColours, eight))));
        byte[] four = [3, 0x10, 0, 0, 0, 3, 0x01, 0x00, 0, 1];
        Assert.Equal([30, 60, 30, 60, 30, 60], Red(Image.Decode(File(3, 2, 4, 2, TwoColours, four))));
        Assert.Equal([30, 60, 30], Red(Image.Decode(File(3, 1, 8, 1, TwoColours, [0, 2, 1, 0, 1, 1, 0, 1]))));
    }

    [Fact]
    public void Reads2Bits()
    {
        byte[] palette = [1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 10, 11, 12, 0];
        Assert.Equal([3, 6, 9, 12, 3], Red(Image.Decode(File(5, 1, 2, 0, palette, [0b00011011, 0, 0, 0]))));
    }

    [Fact]
    public void MoreColoursThanThereAreNumbersArePassedOver()
    {
        byte[] palette = [.. Enumerable.Range(0, 300).SelectMany(i => (byte[])[(byte)i, (byte)(i / 2), (byte)(255 - i), 0])];
        Assert.Equal([255, 155, 0, 254], Red(Image.Decode(File(4, 1, 8, 0, palette, [0, 100, 255, 1]))));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(64)]
    public void ReadsTheHeadersOfOS2(int size)
    {
        byte[] file = File(2, 1, 8, 0, TwoColours, [1, 0, 0, 0]), header = [.. file[14..54], .. new byte[64]];
        BinaryPrimitives.WriteInt32LittleEndian(header, size);
        byte[] palette = [.. TwoColours, .. new byte[4 * 254]];
        byte[] os2 = [.. file[..14], .. header[..size], .. size < 36 ? palette : TwoColours, 1, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(os2.AsSpan(10), os2.Length - 4);
        Assert.Equal([60, 30], Red(Image.Decode(os2)));
    }

    [Fact]
    public void RunsMayGoFromTheTop()
    {
        byte[] runs = [2, 1, 0, 0, 0, 3, 1, 0, 1, 0, 0, 1];
        Assert.Equal([60, 60, 30, 60, 30, 60], Red(Image.Decode(File(3, -2, 8, 1, TwoColours, runs))));
        byte[] four = [3, 0x10, 0, 0, 0, 3, 0x01, 0x00, 0, 1];
        Assert.Equal([60, 30, 60, 30, 60, 30], Red(Image.Decode(File(3, -2, 4, 2, TwoColours, four))));
    }

    [Fact]
    public void RunsNeedNoEndMark()
    {
        byte[] runs = [2, 1, 0, 0, 0, 3, 1, 0, 1, 0];
        Assert.Equal([60, 30, 60, 60, 60, 30], Red(Image.Decode(File(3, 2, 8, 1, TwoColours, [2, 1, 1, 0, 0, 0, .. runs[4..]]))));
        AssertRefused(File(3, 2, 8, 1, TwoColours, [2, 1, 1, 0, 0, 0, 2, 1]), "cut short");
    }

    [Fact]
    public void PixelsMayBeginInsideThePalette()
    {
        // The header promises 256 colours of 4 bytes, but the pixels begin behind two.
        byte[] file = File(2, 1, 8, 0, TwoColours, [1, 0, 0, 0]);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(46), 0);
        Assert.Equal([60, 30], Red(Image.Decode(file)));

        // At the palette's very beginning: the pixels begin behind it, as in Pillow.
        byte[] forgotten = File(2, 1, 8, 0, TwoColours, [1, 0, 0, 0]);
        BinaryPrimitives.WriteInt32LittleEndian(forgotten.AsSpan(10), 54);
        Assert.Equal([60, 30], Red(Image.Decode(forgotten)));

        // No place at all: right behind the palette.
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(46), 2);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 0);
        Assert.Equal([60, 30], Red(Image.Decode(file)));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 20);
        AssertRefused(file, "behind the headers");
    }

    [Theory]
    [InlineData(4, 0, "a JPEG file inside")]
    [InlineData(5, 0, "a PNG file inside")]
    [InlineData(11, 8, "CMYK")]
    public void WhatIsNotReadIsNamed(int compression, int bits, string name)
    {
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(File(2, 2, bits, compression, [], new byte[16])));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }

    [Fact]
    public void WhatBreaksTheFormatIsRefused()
    {
        AssertRefused(File(2, 2, 24, 0, [], new byte[10]), "cut short");
        AssertRefused(File(2, 2, 7, 0, [], new byte[10]), "7 bits");
        AssertRefused(File(0, 2, 24, 0, [], new byte[10]), "at least one pixel");
        AssertRefused(File(30000, 30000, 8, 1, TwoColours, [0, 1]), "Image.DecodedBytesLimit");
        AssertRefused(File(3, 2, 8, 1, TwoColours, [2, 1]), "a run takes");
        AssertRefused(File(1, 1, 16, 3, [5, 0, 0, 0, 0xE0, 7, 0, 0, 0x1F, 0, 0, 0], [0, 0, 0, 0]), "run of ones");
    }

    static byte[] Red(Image image) => [.. Enumerable.Range(0, image.Width * image.Height).Select(i => image[i % image.Width, i / image.Width])];

    static byte[] File(int width, int height, int bits, int compression, byte[] extra, byte[] rows)
    {
        var head = new byte[54];
        "BM"u8.CopyTo(head);
        void Put(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(at), value);
        Put(10, 54 + extra.Length);
        Put(14, 40);
        Put(18, width);
        Put(22, height);
        (head[26], head[28]) = (1, (byte)bits);
        Put(30, compression);
        if (bits <= 8 && bits != 7) Put(46, extra.Length / 4);
        return [.. head, .. extra, .. rows];
    }

    static void AssertRefused(byte[] file, string part)
    {
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file));
        Assert.Contains(part, $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }
}
