using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class JpegCodecTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    public void WhatIsWrittenReadsBackNearlyAlike(int channels, bool subsamplesChroma)
    {
        foreach ((int width, int height) in new[] { (1, 1), (8, 8), (17, 16), (45, 31) })
        {
            Image image = Smooth(width, height, channels);
            using var stream = new MemoryStream();
            JpegCodec.Encode(image, stream, 95, subsamplesChroma);
            var back = Image.Decode(stream.ToArray());
            Assert.Equal((width, height, channels), (back.Width, back.Height, back.Channels));
            Assert.InRange(Difference(image, back), 0, subsamplesChroma && channels == 3 ? 3 : 1.5);
        }
    }

    [Fact]
    public void LowerQualityIsSmallerAndFartherAway()
    {
        Image image = Smooth(64, 64, 3);
        byte[] good = image.Encode("jpg", 95), poor = image.Encode("jpg", 10);
        Assert.True(poor.Length < good.Length / 2);
        Assert.True(Difference(image, Image.Decode(poor)) > Difference(image, Image.Decode(good)));
        foreach (int quality in new[] { 1, 100 }) Assert.Equal(64, Image.Decode(image.Encode("jpg", quality)).Width);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void ImagesStandUprightAsExifAsks(int orientation)
    {
        byte[] file = Smooth(19, 10, 3).Encode("jpg");
        var lying = Image.Decode(file);
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\x08\0\x01"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        byte[] turned = [.. file[..2], .. exif, .. file[2..]];
        var upright = Image.Decode(turned);
        bool isQuarter = orientation >= 5;
        Assert.Equal(isQuarter ? (10, 19) : (19, 10), (upright.Width, upright.Height));
        ImageInfo info = Image.ReadInfo(turned);
        Assert.Equal((upright.Width, upright.Height), (info.Width, info.Height));
        for (int y = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++)
            {
                // The table of the Exif standard: where row 0 and column 0 of the stored image stand.
                (int fromX, int fromY) = orientation switch
                {
                    1 => (x, y),
                    2 => (18 - x, y),
                    3 => (18 - x, 9 - y),
                    4 => (x, 9 - y),
                    5 => (y, x),
                    6 => (y, 9 - x),
                    7 => (18 - y, 9 - x),
                    _ => (18 - y, x),
                };
                Assert.Equal(lying[fromX, fromY, 1], upright[x, y, 1]);
            }
        }
    }

    [Fact]
    public void GarbageAndFillBytesBetweenSegmentsArePassedOver()
    {
        byte[] file = Smooth(16, 16, 3).Encode("jpg");
        int frame = IndexOf(file, 0xC0);
        byte[] padded = [.. file[..frame], 1, 2, 3, 0xFF, 0xFF, 0xFF, .. file[frame..]];
        Assert.Equal(Image.Decode(file).Pixels.ToArray(), Image.Decode(padded).Pixels.ToArray());
    }

    [Fact]
    public void AMissingEndMarkerDoesNoHarm()
    {
        byte[] file = Smooth(16, 16, 3).Encode("jpg");
        Assert.Equal(Image.Decode(file).Pixels.ToArray(), Image.Decode(file.AsMemory(0, file.Length - 2)).Pixels.ToArray());
    }

    [Fact]
    public void AFileCutShortNamesTheByte()
    {
        byte[] file = Smooth(64, 64, 3).Encode("jpg");
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file.AsMemory(0, file.Length - 200), "cut.jpg"));
        Assert.Equal(file.Length - 200, error.Offset);
        Assert.Contains("of the scan's 16 MCUs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xC3, "lossless")]
    [InlineData(0xC5, "hierarchical")]
    [InlineData(0xC9, "arithmetic")]
    [InlineData(0xCC, "arithmetic")]
    public void WhatIsNotReadIsRefusedByName(byte marker, string name)
    {
        byte[] file = Smooth(8, 8, 1).Encode("jpg");
        file[IndexOf(file, 0xC0) + 1] = marker;
        AssertRefused(file, name);
    }

    [Fact]
    public void WrongHeadersAreRefused()
    {
        byte[] Changed(int offset, byte value)
        {
            byte[] file = Smooth(8, 8, 3).Encode("jpg");
            file[IndexOf(file, 0xC0) + offset] = value;
            return file;
        }

        AssertRefused(Changed(4, 12), "12 bits");
        AssertRefused(Changed(6, 0), "height that comes after");
        AssertRefused(Changed(9, 2), "1, 3 or 4 components");
        AssertRefused(Changed(11, 0x51), "sampling factors are 1 to 4");
        AssertRefused(Changed(13, 1), "two components");
        byte[] table = Smooth(8, 8, 1).Encode("jpg");
        table.AsSpan(IndexOf(table, 0xC4) + 5, 16).Fill(1);
        table[IndexOf(table, 0xC4) + 5] = 3;
        AssertRefused(table, "Huffman");
    }

    [Fact]
    public void DamagedBytesNeverDoMoreThanRaiseAFormatError()
    {
        byte[] file = Smooth(40, 24, 3).Encode("jpg");
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. file];
            for (int k = 0; k < 3; k++) damaged[random.Next(2, file.Length)] = (byte)random.Next(256);
            try
            {
                Image.Decode(damaged);
            }
            catch (FormatErrorException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 499);
    }

    static Image Smooth(int width, int height, int channels) =>
        new(width, height, channels, [.. Enumerable.Range(0, width * height * channels).Select(i =>
            (byte)(128 + (100 * Math.Sin((i / channels % width * 0.11) + (i / channels / width * 0.07) + (i % channels * 2)))))]);

    static double Difference(Image a, Image b) => a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => Math.Abs(x - y)).Average();

    static int IndexOf(byte[] file, byte marker) => file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, marker]);

    static void AssertRefused(byte[] file, string part) => Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Image.Decode(file)).Message, StringComparison.Ordinal);
}
