using System.Buffers.Binary;
using Hebb.Formats;
using Hebb.Images;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;

namespace Hebb.Tests;

public sealed class TiffCodecTests
{
    [Theory]
    [InlineData(TiffCompression.None)]
    [InlineData(TiffCompression.Lzw)]
    [InlineData(TiffCompression.Deflate)]
    [InlineData(TiffCompression.PackBits)]
    public void LosslessPixelsAreTheSource(TiffCompression compression)
    {
        Image source = ForeignEncoders.Sample(3), grey = ForeignEncoders.Sample(1);
        Assert.Equal(source.Pixels.ToArray(), Image.Decode(ForeignEncoders.Tiff(source, compression)).Pixels.ToArray());
        var one = Image.Decode(ForeignEncoders.Tiff(grey, compression, TiffBitsPerPixel.Bit8));
        Assert.Equal(1, one.Channels);
        Assert.Equal(grey.Pixels.ToArray(), one.Pixels.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BothByteOrdersAreRead(bool isBig) => Assert.Equal([1, 2, 3, 4, 5, 6], Image.Decode(File(isBig, 2, 1)).Pixels.ToArray());

    [Theory]
    [InlineData(1, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, new byte[] { 4, 5, 6, 1, 2, 3 })]
    public void OrientationIsApplied(int orientation, byte[] pixels) => Assert.Equal(pixels, Image.Decode(File(isBig: true, 2, 1, (274, orientation))).Pixels.ToArray());

    [Fact]
    public void QuarterTurnsExchangeTheSides()
    {
        byte[] file = File(isBig: false, 2, 1, (274, 6));
        Assert.Equal(new ImageInfo("TIFF", 1, 2, 3), Image.ReadInfo(file));
        Assert.Equal((1, 2), (Image.Decode(file).Width, Image.Decode(file).Height));
    }

    [Theory]
    [InlineData(258, 40, "1 to 32 bits")]
    [InlineData(259, 6, "old-style JPEG")]
    [InlineData(259, 50000, "Zstandard")]
    [InlineData(262, 5, "CMYK")]
    [InlineData(262, 1, "grey with 3 samples")]
    [InlineData(322, 16, "in tiles")]
    [InlineData(339, 2, "numbers with a sign")]
    public void WhatIsNotReadIsNamed(int tag, int value, string name)
    {
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(File(isBig: false, 2, 1, (tag, value)), "a.tif"));
        Assert.Equal("a.tif", error.File);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatBreaksTheFormatIsRefused()
    {
        AssertRefused(File(isBig: false, 0, 1), "0 × 1");
        AssertRefused(File(isBig: false, 2, 1, (279, 200)), "cut short");
        AssertRefused(File(isBig: false, 2, 2), "take 12 bytes");
        AssertRefused(File(isBig: false, 2, 2, (278, 1)), "need 2 places");
        byte[] tables = File(isBig: false, 2, 1, (347, 8));
        BinaryPrimitives.WriteInt32LittleEndian(tables.AsSpan(tables.Length - 4 - 8), int.MaxValue);
        AssertRefused(tables, "the values of a tag");
        AssertRefused("II*\0\x02\0\0\0"u8.ToArray(), "behind the header");
        AssertRefused("II*\0\xFF\0\0\0"u8.ToArray(), "cut short");
    }

    [Fact]
    public void AClaimedSizeTakesNoMemory()
    {
        byte[] file = File(isBig: false, 30000, 30000, (259, 5));
        AssertRefused(file, "30000 × 30000");
        AssertRefused(file, "Image.DecodedBytesLimit");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatErrorException>(() => Image.Decode(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void OtherDirectoriesAreNotLookedAt()
    {
        // The directory says that it is followed by itself.
        byte[] file = File(isBig: false, 2, 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 4), BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal([1, 2, 3, 4, 5, 6], Image.Decode(file).Pixels.ToArray());
    }

    // Pixels 1 to 6 behind the header, then the directory; numbers of 8 bits a sample, or those that are given.
    static byte[] File(bool isBig, int width, int height, params (int Tag, int Value)[] changed)
    {
        const int Short = 3, Long = 4, PixelsAt = 8;
        var tags = new SortedDictionary<int, int> { [256] = width, [257] = height, [258] = 8, [259] = 1, [262] = 2, [273] = PixelsAt, [277] = 3, [278] = Math.Max(1, height), [279] = 6 };
        foreach ((int tag, int value) in changed) tags[tag] = value;
        var file = new byte[PixelsAt + 6 + 2 + (tags.Count * 12) + 4];
        (isBig ? "MM\0*"u8 : "II*\0"u8).CopyTo(file);
        ((byte[])[1, 2, 3, 4, 5, 6]).CopyTo(file, PixelsAt);
        Put(4, PixelsAt + 6, 4);
        Put(PixelsAt + 6, tags.Count, 2);
        int at = PixelsAt + 8;
        foreach ((int tag, int value) in tags)
        {
            bool isShort = value < 65536 && tag is not (273 or 279);
            Put(at, tag, 2);
            Put(at + 2, isShort ? Short : Long, 2);
            Put(at + 4, 1, 4);
            Put(at + 8, value, isShort ? 2 : 4);
            at += 12;
        }

        return file;

        void Put(int place, int value, int size)
        {
            for (int i = 0; i < size; i++) file[place + (isBig ? size - 1 - i : i)] = (byte)(value >> (8 * i));
        }
    }

    static void AssertRefused(byte[] file, string part)
    {
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file, "a.tif"));
        Assert.Equal("a.tif", error.File);
        Assert.Contains(part, $"{error.Message} {error.Help}", StringComparison.Ordinal);
    }
}
