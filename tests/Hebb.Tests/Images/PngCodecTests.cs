using System.IO.Compression;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class PngCodecTests
{
    public static TheoryData<int, int, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<int, int, bool>();
            foreach ((int colour, int bits) in new[] { (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16) })
            {
                kinds.Add(colour, bits, false);
                kinds.Add(colour, bits, true);
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ReadsEveryColourTypeAndDepth(int colour, int bits, bool isInterlaced)
    {
        foreach ((int width, int height) in new[] { (1, 1), (3, 2), (13, 11), (40, 23) })
        {
            int most = (1 << bits) - 1;
            byte[] palette = [.. Enumerable.Range(0, 3 * (most + 1)).Select(i => (byte)(i * 37))];
            byte[] file = PngFileBuilder.Make(width, height, bits, colour, isInterlaced, (x, y, c) => Sample(x, y, c, most), colour == 3 ? [("PLTE", palette)] : []);
            var image = Image.Decode(file);
            int channels = colour switch { 0 => 1, 4 => 2, 6 => 4, _ => 3 };
            Assert.Equal((width, height, channels), (image.Width, image.Height, image.Channels));
            float[] deep = Png.DecodeDeep(file).ToArray<float>();
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    for (int c = 0; c < channels; c++)
                    {
                        double exact = colour == 3 ? palette[(3 * Sample(x, y, 0, most)) + c] / 255.0 : (double)Sample(x, y, c, most) / most;
                        Assert.Equal((byte)Math.Round(exact * 255), image[x, y, c]);
                        Assert.Equal((float)exact, deep[(((c * height) + y) * width) + x], 1e-6f);
                    }
                }
            }
        }
    }

    [Fact]
    public void OneColourMayBeTransparent()
    {
        byte[] grey = PngFileBuilder.Make(4, 1, 2, 0, false, (x, _, _) => x, ("tRNS", [0, 2]));
        Assert.Equal([0, 255, 85, 255, 170, 0, 255, 255], Image.Decode(grey).Pixels.ToArray());
        byte[] rgb = PngFileBuilder.Make(2, 1, 8, 2, false, (x, _, c) => (10 * x) + c, ("tRNS", [0, 10, 0, 11, 0, 12]));
        Assert.Equal([0, 1, 2, 255, 10, 11, 12, 0], Image.Decode(rgb).Pixels.ToArray());
        Assert.Equal([4, 1, 2], Png.DecodeDeep(rgb).Shape);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PaletteColoursMayBeTransparent(bool isInterlaced)
    {
        byte[] file = PngFileBuilder.Make(3, 1, 2, 3, isInterlaced, (x, _, _) => x, ("PLTE", [1, 2, 3, 4, 5, 6, 7, 8, 9]), ("tRNS", [0, 128]));
        Assert.Equal([1, 2, 3, 0, 4, 5, 6, 128, 7, 8, 9, 255], Image.Decode(file).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void WhatIsWrittenReadsBack(int channels)
    {
        var image = new Image(31, 17, channels, [.. Enumerable.Range(0, 31 * 17 * channels).Select(i => (byte)((i * i) >> 4))]);
        var back = Image.Decode(image.Encode("png"));
        Assert.Equal((31, 17, channels), (back.Width, back.Height, back.Channels));
        Assert.Equal(image.Pixels.ToArray(), back.Pixels.ToArray());
    }

    [Fact]
    public void AWrongChecksumIsNamed()
    {
        byte[] file = PngFileBuilder.Make(8, 8, 8, 2, false, (x, y, c) => x * y * c);
        file[^20] ^= 1;
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file, "damaged.png"));
        Assert.Contains("checksum of the chunk IDAT", error.Message, StringComparison.Ordinal);
        Assert.Equal("damaged.png", error.File);
    }

    [Fact]
    public void AHeaderThatPromisesMoreThanItsDataHoldsTakesNoMemory()
    {
        AssertRefused(PngFileBuilder.File(Header(4000, 4000), ("IDAT", Packed(100)), ("IEND", [])), "cannot hold");
        AssertRefused(PngFileBuilder.File(Header(60000, 60000), ("IDAT", Packed(100)), ("IEND", [])), "Image.DecodedBytesLimit");
    }

    [Fact]
    public void ABombIsInflatedNoFurtherThanItsImageGoes()
    {
        byte[] file = PngFileBuilder.File(Header(10, 10), ("IDAT", Packed(64 << 20)), ("IEND", []));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(10, Image.Decode(file).Width);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void WhatBreaksTheFormatIsNamed()
    {
        AssertRefused(PngFileBuilder.Make(2, 2, 8, 3, false, (_, _, _) => 0), "needs a palette");
        AssertRefused(PngFileBuilder.File(Header(2, 2), ("IEND", [])), "no chunk IDAT");
        AssertRefused(PngFileBuilder.File(Header(2, 2), ("QQQQ", [1]), ("IEND", [])), "not known");
        AssertRefused(PngFileBuilder.File(("IDAT", [])), "first chunk must be IHDR");
        AssertRefused(PngFileBuilder.File(Header(2, 2), ("IDAT", Packed(5)), ("IEND", [])), "too early");
        AssertRefused(PngFileBuilder.File(Header(2, 2), ("IDAT", [0x78, 0x9C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), ("IEND", [])), "damaged");
        AssertRefused(PngFileBuilder.File(Header(1, 1), ("IDAT", Packed(2, 9)), ("IEND", [])), "has the filter 9");
    }

    static int Sample(int x, int y, int c, int most) => ((x * 977) + (y * 3331) + (c * 5557) + (x * y * 13)) & most;

    static (string Name, byte[] Content) Header(int width, int height) =>
        ("IHDR", [(byte)(width >> 24), (byte)(width >> 16), (byte)(width >> 8), (byte)width, (byte)(height >> 24), (byte)(height >> 16), (byte)(height >> 8), (byte)height, 8, 0, 0, 0, 0]);

    static byte[] Packed(int zeros, byte first = 0)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal))
        {
            zlib.WriteByte(first);
            zlib.Write(new byte[zeros - 1]);
        }

        return memory.ToArray();
    }

    static void AssertRefused(byte[] file, string part) => Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Image.Decode(file)).Message, StringComparison.Ordinal);
}
