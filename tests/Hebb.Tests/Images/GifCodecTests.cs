using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class GifCodecTests
{
    [Fact]
    public void AFrameSmallerThanTheImageLeavesTheRestTransparent()
    {
        // Codes of 3 bits: clear (4), 1, 0, end (5).
        byte[] file = Gif(3, 1, [1, 0, 0, 0, 2, 0, 1, 0, 0], 2, [0b0000_1100, 0b0000_1010]);
        Assert.Equal([0, 0, 0, 0, 4, 5, 6, 255, 1, 2, 3, 255], Image.Decode(file).Pixels.ToArray());
    }

    [Fact]
    public void DamagedCodesAreRefused()
    {
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 2, 0, 1, 0, 0], 2, [0b0011_1100, 0]), "before it has a meaning");
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 2, 0, 1, 0, 0], 2, [0b0010_1100]), "after 0 of 2");
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 2, 0, 1, 0, 0], 13, [0]), "up to 12 bits");
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0], 2, [0b0000_1100]), "Image.DecodedBytesLimit");
        AssertRefused([.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B], "without a frame");
    }

    [Fact]
    public void WithoutAPaletteTheNumbersAreLevelsOfGrey()
    {
        byte[] file = [.. "GIF89a"u8, 2, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 8, .. Block(8, 200, 7), 0, 0x3B];
        Assert.Equal([200, 200, 200, 7, 7, 7], Image.Decode(file).Pixels.ToArray());
    }

    [Fact]
    public void APaletteOfTheFrameIsEnough()
    {
        byte[] file = [.. "GIF89a"u8, 2, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0x80, 1, 2, 3, 4, 5, 6, 2, .. Block(2, 1, 0), 0, 0x3B];
        Assert.Equal([4, 5, 6, 1, 2, 3], Image.Decode(file).Pixels.ToArray());
    }

    [Fact]
    public void OddFirstCodeSizesAreReadAsOtherDecodersDo()
    {
        // Codes of 1 bit: 0 and 1 are numbers, 2 clears, 3 ends; they have 3 bits as soon as one number came.
        byte[] one = Packed((2, 2), (1, 2), (0, 3), (4, 3));
        Assert.Equal([4, 1, 4, 1], Red(Gif(4, 1, [0, 0, 0, 0, 4, 0, 1, 0, 0], 1, one)));

        // Codes of 0 bits: 0 is the only number, 1 clears, 2 ends.
        byte[] none = Packed((1, 1), (0, 1), (0, 2), (3, 3));
        Assert.Equal([1, 1, 1, 1], Red(Gif(4, 1, [0, 0, 0, 0, 4, 0, 1, 0, 0], 0, none)));

        // Codes of 12 bits at first have 13, and no room for words.
        byte[] twelve = Packed((4096, 13), (1, 13), (0, 13), (1, 13), (1, 13), (4097, 13));
        Assert.Equal([4, 1, 4, 4], Red(Gif(4, 1, [0, 0, 0, 0, 4, 0, 1, 0, 0], 12, twelve)));

        static int[] Red(byte[] file)
        {
            var image = Image.Decode(file);
            return [.. Enumerable.Range(0, image.Width).Select(x => (int)image[x, 0])];
        }
    }

    static byte[] Block(int bits, params int[] numbers)
    {
        byte[] codes = Packed([(1 << bits, bits + 1), .. numbers.Select(number => (number, bits + 1)), ((1 << bits) + 1, bits + 1)]);
        return [(byte)codes.Length, .. codes];
    }

    // Codes of any number of bits, the lowest bit first.
    static byte[] Packed(params (int Code, int Bits)[] codes)
    {
        System.Numerics.BigInteger all = 0;
        int place = 0;
        foreach ((int code, int bits) in codes)
        {
            all |= (System.Numerics.BigInteger)code << place;
            place += bits;
        }

        var bytes = new byte[(place + 7) / 8];
        all.ToByteArray(isUnsigned: true).CopyTo(bytes, 0);
        return bytes;
    }

    static byte[] Gif(byte width, byte height, byte[] frame, byte codeBits, byte[] codes) =>
        [.. "GIF89a"u8, width, 0, height, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x2C, .. frame, codeBits, (byte)codes.Length, .. codes, 0, 0x3B];

    static void AssertRefused(byte[] file, string part) => Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Image.Decode(file)).Message, StringComparison.Ordinal);
}
