using Hebb.Formats;
using Hebb.Vision.Images;

namespace Hebb.Tests;

public sealed class GifCodecTests
{
    [Fact]
    public void A_frame_smaller_than_the_picture_leaves_the_rest_transparent()
    {
        // Codes of 3 bits: clear (4), 1, 0, end (5).
        byte[] file = Gif(3, 1, [1, 0, 0, 0, 2, 0, 1, 0, 0], 2, [0b0000_1100, 0b0000_1010]);
        Assert.Equal([0, 0, 0, 0, 4, 5, 6, 255, 1, 2, 3, 255], Image.Decode(file).Pixels.ToArray());
    }

    [Fact]
    public void Damaged_codes_are_refused()
    {
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 2, 0, 1, 0, 0], 2, [0b0011_1100, 0]), "before it has a meaning");
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 2, 0, 1, 0, 0], 2, [0b0010_1100]), "after 0 of 2");
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 2, 0, 1, 0, 0], 11, [0]), "1 to 8 bits");
        AssertRefused(Gif(2, 1, [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0], 2, [0b0000_1100]), "Image.DecodedBytesLimit");
        AssertRefused([.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B], "without a frame");
    }

    static byte[] Gif(byte width, byte height, byte[] frame, byte codeBits, byte[] codes) =>
        [.. "GIF89a"u8, width, 0, height, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x2C, .. frame, codeBits, (byte)codes.Length, .. codes, 0, 0x3B];

    static void AssertRefused(byte[] file, string part) => Assert.Contains(part, Assert.Throws<FormatErrorException>(() => Image.Decode(file)).Message, StringComparison.Ordinal);
}
