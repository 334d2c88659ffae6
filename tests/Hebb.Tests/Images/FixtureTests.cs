using System.Security.Cryptography;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class FixtureTests
{
    public static TheoryData<string> Names => [.. PillowFixtures.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void PixelsAreThoseThatPillowReads(string name)
    {
        (string hash, int channels, string base64) = PillowFixtures.All[name];
        byte[] file = Convert.FromBase64String(base64);
        var image = Image.Decode(file);
        Assert.Equal((11, 9, channels), (image.Width, image.Height, image.Channels));
        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(image.Pixels))[..16]);
        ImageInfo info = Image.ReadInfo(file);
        Assert.Equal((11, 9, channels), (info.Width, info.Height, info.Channels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryShorterFileIsRefused(string name)
    {
        // The last byte or two are end marks, which readers may do without once all pixels came.
        byte[] file = Convert.FromBase64String(PillowFixtures.All[name].Base64);
        for (int length = 0; length < file.Length - 4; length++)
        {
            FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(file.AsMemory(0, length), "short"));
            Assert.InRange(error.Offset, 0, length);
        }
    }
}
