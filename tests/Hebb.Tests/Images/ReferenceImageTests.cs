using System.Buffers.Binary;
using System.Text.Json;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class ReferenceImageTests
{
    [Theory]
    [InlineData("rgb.png", 3)]
    [InlineData("rgb.bmp", 3)]
    [InlineData("rgb.ppm", 3)]
    [InlineData("gray.png", 1)]
    public void LosslessSamplesHaveTheExpectedValues(string name, int channels)
    {
        string folder = Repository.RequireShared("reference", "formats");
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        byte[] values = [.. expected.RootElement.GetProperty(name).GetProperty("values").EnumerateArray().Select(value => value.GetByte())];
        var image = Image.Load(Path.Combine(folder, name));
        Assert.Equal((7, 5, channels), (image.Width, image.Height, image.Channels));
        Assert.Equal(values, image.Pixels.ToArray());
    }

    [Theory]
    [InlineData("photo_444.jpg", 3)]
    [InlineData("photo_420.jpg", 3)]
    [InlineData("photo_progressive.jpg", 3)]
    [InlineData("photo_gray.jpg", 1)]
    public void PhotographsHaveThePixelsOfLibjpeg(string name, int channels)
    {
        const int HeaderLengthAt = 8;
        string path = Path.Combine(Repository.RequireShared("reference", "formats"), name);
        byte[] decoded = File.ReadAllBytes(path + ".decoded.npy");
        byte[] expected = decoded[(HeaderLengthAt + 2 + BinaryPrimitives.ReadUInt16LittleEndian(decoded.AsSpan(HeaderLengthAt)))..];
        var image = Image.Load(path);
        Assert.Equal((64, 48, channels), (image.Width, image.Height, image.Channels));
        Assert.Equal(expected, image.Pixels.ToArray());
    }

    [Theory]
    [InlineData("bilevel.png", 1)]
    [InlineData("palette.png", 3)]
    [InlineData("rgba.png", 4)]
    [InlineData("gray16.png", 1)]
    [InlineData("interlaced_source.png", 3)]
    public void OtherSamplesReadAlikeIn8BitsAndInFullDepth(string name, int channels)
    {
        string path = Path.Combine(Repository.RequireShared("reference", "formats"), name);
        var image = Image.Load(path);
        Tensor deep = Png.DecodeDeep(File.ReadAllBytes(path), path);
        Assert.Equal(channels, image.Channels);
        Assert.Equal([image.Channels, image.Height, image.Width], deep.Shape);
        float[] a = image.ToTensor().ToArray<float>(), b = deep.ToArray<float>();
        for (int i = 0; i < a.Length; i++) Assert.InRange(a[i] - b[i], -0.502f / 255, 0.502f / 255);
    }
}
