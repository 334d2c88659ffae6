using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class ImageFilesTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheContentTellsTheFormatNotTheName()
    {
        string path = folder.File("image.jpg");
        File.WriteAllBytes(path, Sample.Encode("png"));
        Assert.Equal(Sample.Pixels.ToArray(), Image.Load(path).Pixels.ToArray());
        Assert.Equal(new ImageInfo("PNG", 2, 1, 3), Image.ReadInfo(path));
        using FileStream stream = File.OpenRead(path);
        Assert.Equal(2, Image.Load(stream, path).Width);
    }

    [Theory]
    [InlineData("a.png", "PNG")]
    [InlineData("a.JPG", "JPEG")]
    [InlineData("a.bmp", "BMP")]
    [InlineData("a.ppm", "PNM")]
    public void TheExtensionChoosesTheFormatToWrite(string name, string format)
    {
        Sample.Save(folder.File(name));
        Assert.Equal(format, Image.ReadInfo(folder.File(name)).Format);
    }

    [Fact]
    public void UnknownFormatsAreRefusedWithTheKnownOnes()
    {
        Assert.Contains(".png", Assert.Throws<ArgumentException>(() => Sample.Encode("tiff")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Sample.Save(folder.File("a.gif")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Encode("jpg", 0));
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => Image.Decode(new byte[] { 1, 2, 3 }, "x.bin"));
        Assert.Contains("begins with 010203", error.Message, StringComparison.Ordinal);
        Assert.Contains("JPEG", error.Help, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<FormatErrorException>(() => Image.Decode(ReadOnlyMemory<byte>.Empty)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CodecsCanBeAdded()
    {
        var codec = new OnePixel();
        ImageCodecs.Register(codec);
        try
        {
            Assert.Equal(7, Image.Decode("ONE-PIXEL"u8.ToArray())[0, 0]);
        }
        finally
        {
            Assert.True(ImageCodecs.Remove(codec));
        }

        Assert.Throws<FormatErrorException>(() => Image.Decode("ONE-PIXEL"u8.ToArray()));
    }

    [Fact]
    public void GreyIsWeighedAsInPillow()
    {
        var colours = new Image(3, 1, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255]);
        Assert.Equal([76, 150, 29], colours.ToGrey().Pixels.ToArray());
        Assert.Equal([76, 76, 76, 150, 150, 150, 29, 29, 29], colours.ToGrey().ToRgb().Pixels.ToArray());
        Assert.Same(colours, colours.ToRgb());
    }

    [Fact]
    public void OpacityIsLaidOnABackground()
    {
        var half = new Image(2, 1, 4, [100, 0, 200, 128, 9, 9, 9, 0]);
        Assert.Equal([177, 127, 227, 255, 255, 255], half.WithoutOpacity().Pixels.ToArray());
        Assert.Equal([50, 0, 100, 0, 0, 0], half.WithoutOpacity(0).Pixels.ToArray());
        Assert.Equal([100, 0, 200, 9, 9, 9], half.ToRgb().Pixels.ToArray());
        Assert.Equal([7], new Image(1, 1, 2, [7, 255]).WithoutOpacity().Pixels.ToArray());
    }

    static Image Sample => new(2, 1, 3, [1, 2, 3, 4, 5, 6]);

    sealed class OnePixel : IImageCodec
    {
        public string Name => "ONE";

        public IReadOnlyList<string> Extensions => [".one"];

        public bool CanEncode => false;

        public bool Matches(ReadOnlySpan<byte> head) => head.StartsWith("ONE-PIXEL"u8);

        public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source) => new(Name, 1, 1, 1);

        public Image Decode(ReadOnlyMemory<byte> bytes, string source) => new(1, 1, 1, [7]);

        public void Encode(Image image, Stream stream, int quality) => throw new NotSupportedException("This codec only reads.");
    }
}
