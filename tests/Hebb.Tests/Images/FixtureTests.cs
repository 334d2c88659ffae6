using System.Security.Cryptography;
using Hebb.Conformance.Fuzzing;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class FixtureTests
{
    public static TheoryData<string> Names => [.. ImageSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void PixelsAreThoseThatPillowReads(string name)
    {
        (string hash, int width, int channels, string base64) = ImageSamples.All[name];
        byte[] file = Convert.FromBase64String(base64);
        var image = Image.Decode(file);
        Assert.Equal((width, 99 / width, channels), (image.Width, image.Height, image.Channels));
        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(image.Pixels))[..16]);
        Assert.Equal(new ImageInfo(name.Split(',')[0], width, 99 / width, channels), Image.ReadInfo(file));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryShorterFileIsRefusedOrWhole(string name)
    {
        // What stands behind the pixels, readers may do without: end marks, metadata, other images.
        byte[] file = Convert.FromBase64String(ImageSamples.All[name].Base64), whole = Image.Decode(file).Pixels.ToArray();
        int refused = 0;
        for (int length = 0; length < file.Length; length++)
        {
            try
            {
                Assert.Equal(whole, Image.Decode(file.AsMemory(0, length), "short").Pixels.ToArray());
            }
            catch (FormatErrorException error)
            {
                refused++;
                Assert.Equal("short", error.File);
                Assert.InRange(error.Offset, 0, length);
            }
        }

        Assert.InRange(refused, file.Length / 3, file.Length);
    }
}
