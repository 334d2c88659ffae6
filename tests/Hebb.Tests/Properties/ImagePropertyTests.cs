using CsCheck;
using Hebb.Images;

namespace Hebb.Tests;

/// <summary>Images come back from every format that is written: to the bit where nothing is lost, within a few levels from JPEG.</summary>
public sealed class ImagePropertyTests
{
    static readonly Gen<(int Width, int Height, int Channels, uint Seed)> Images = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 4], Gen.UInt);

    public static TheoryData<string> Exact => [.. ImageCodecs.All.Where(c => c.CanEncode && c.Name != "JPEG").Select(c => c.Extensions[0])];

    [Theory]
    [MemberData(nameof(Exact))]
    public void PixelsComeBackExactly(string format) => Property.Holds(Images, one =>
    {
        var random = new System.Random((int)one.Seed);
        var pixels = new byte[one.Width * one.Height * one.Channels];
        random.NextBytes(pixels);

        // Half of them of few colours: packers have ways of their own for those.
        if (one.Seed % 2 == 0) for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(pixels[i] / 100 * 100);
        var image = new Image(one.Width, one.Height, one.Channels, pixels);
        byte[] file = image.Encode(format);
        Image read = Image.Decode(file);
        Assert.Equal((one.Width, one.Height), (read.Width, read.Height));
        Assert.Equal(Stored(image, read.Channels), read.Pixels);
        Assert.Equal((one.Width, one.Height), (Image.ReadInfo(file).Width, Image.ReadInfo(file).Height));
    }, count: 200);

    [Fact]
    public void SmoothImagesComeBackNearlyFromJpeg() => Property.Holds(Images, one =>
    {
        var random = new System.Random((int)one.Seed);
        int channels = one.Channels < 3 ? 1 : 3;
        double[] corners = [.. Enumerable.Range(0, 4 * channels).Select(_ => random.NextDouble() * 255)];
        var pixels = new byte[one.Width * one.Height * channels];
        for (int y = 0, i = 0; y < one.Height; y++)
            for (int x = 0; x < one.Width; x++)
                for (int c = 0; c < channels; c++, i++)
                {
                    double right = (x + 0.5) / one.Width, down = (y + 0.5) / one.Height;
                    double top = (corners[c] * (1 - right)) + (corners[channels + c] * right), bottom = (corners[(2 * channels) + c] * (1 - right)) + (corners[(3 * channels) + c] * right);
                    pixels[i] = (byte)((top * (1 - down)) + (bottom * down));
                }

        Image read = Image.Decode(new Image(one.Width, one.Height, channels, pixels).Encode("jpg", 100));
        Assert.Equal((one.Width, one.Height, channels), (read.Width, read.Height, read.Channels));
        int furthest = 0;
        for (int i = 0; i < pixels.Length; i++) furthest = Math.Max(furthest, Math.Abs(pixels[i] - read.Pixels[i]));
        Assert.InRange(furthest, 0, Tolerance(one.Width, one.Height, channels));
    }, count: 200);

    // A format without grey stores three equal channels; one without opacity shows the image on white.
    static byte[] Stored(Image image, int channels)
    {
        Image shown = channels is 1 or 3 ? image.WithoutOpacity() : image;
        if (shown.Channels == channels) return shown.Pixels.ToArray();
        var pixels = new List<byte>();
        for (int i = 0; i < shown.Pixels.Length; i += shown.Channels)
        {
            byte grey = shown.Pixels[i];
            pixels.AddRange(channels == 3 ? [grey, grey, grey] : [grey, grey, grey, shown.Pixels[i + 1]]);
        }

        return [.. pixels];
    }

    // Colours are stored at half the width and height: the shorter a gradient, the more of it is lost.
    static int Tolerance(int width, int height, int channels) => channels == 1 ? 2 : 4 + (400 / Math.Min(width, height));
}
