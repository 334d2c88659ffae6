using System.IO.Compression;
using System.Text;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class PngOrientationTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public static TheoryData<int> Orientations => [.. Enumerable.Range(1, 8)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Orientations))]
    public void APngIsTurnedExactlyAsAJpeg(int orientation)
    {
        Image flat = Upright(Flat(6, 4), orientation);
        byte[] png = Make(("eXIf", Exif(orientation, isLittle: false)));
        var image = Image.Decode(png);
        AssertSame(flat, image);
        ImageInfo info = Image.ReadInfo(png);
        Assert.Equal((image.Width, image.Height), (info.Width, info.Height));
        Tensor deep = Png.DecodeDeep(png);
        Assert.Equal([3, image.Height, image.Width], deep.Shape);
        Assert.Equal(image.ToTensor().ToArray<float>(), deep.ToArray<float>());

        // The JPEG of the same size turns to the same sides.
        byte[] jpeg = Flat(6, 4).Encode("jpg"), segment = [.. "Exif\0\0"u8, .. Exif(orientation, isLittle: true)];
        var turned = Image.Decode((byte[])[.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(segment.Length + 2), .. segment, .. jpeg[2..]]);
        Assert.Equal((turned.Width, turned.Height), (image.Width, image.Height));
        AssertSame(Upright(Image.Decode(jpeg), orientation), turned);
    }

    [Fact]
    public void TheOrientationIsFoundWhereverExifDataMayStand()
    {
        byte[] exif = Exif(6, isLittle: true), marked = [.. "Exif\0\0"u8, .. exif];
        byte[] text = Encoding.Latin1.GetBytes($"\nexif\n      {marked.Length}\n{Convert.ToHexString(marked).ToLowerInvariant().Insert(20, "\n")}\n");
        (string Name, byte[] Content)[] places =
        [
            ("eXIf", exif),
            ("eXIf", marked),
            ("tEXt", [.. "Raw profile type exif\0"u8, .. text]),
            ("zTXt", [.. "Raw profile type APP1\0"u8, 0, .. Packed(text)]),
            ("iTXt", [.. "Raw profile type exif\0"u8, 0, 0, 0, 0, .. text]),
            ("iTXt", [.. "Raw profile type exif\0"u8, 1, 0, (byte)'e', (byte)'n', 0, 0, .. Packed(text)]),
        ];
        foreach ((string Name, byte[] Content) place in places)
        {
            Assert.Equal(4, Image.Decode(Make(place)).Width);
            Assert.Equal(4, Image.ReadInfo(Make(place)).Width);
        }
    }

    [Fact]
    public void ExifDataMayStandBehindThePixels()
    {
        (string Name, byte[] Content)[] chunks = [("IHDR", [0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0]), ("IDAT", Packed([0, 10, 20])), ("eXIf", Exif(6, isLittle: false)), ("IEND", [])];
        byte[] file = PngFileBuilder.File(chunks);
        Assert.Equal((1, 2), (Image.Decode(file).Width, Image.Decode(file).Height));
        Assert.Equal((1, 2), (Image.ReadInfo(file).Width, Image.ReadInfo(file).Height));
    }

    [Fact]
    public void TheSizeOfALargeFileIsRightTooWhenTheOrientationComesLast()
    {
        byte[] noise = new byte[301 * 300], packed;
        new Random(3).NextBytes(noise);
        for (int y = 0; y < 300; y++) noise[301 * y] = 0;
        packed = Packed(noise);
        byte[] file = PngFileBuilder.File(("IHDR", [0, 0, 1, 44, 0, 0, 1, 44, 8, 0, 0, 0, 0]), ("IDAT", packed[..40000]), ("IDAT", packed[40000..]), ("eXIf", Exif(6, isLittle: false)), ("IEND", []));
        Assert.True(file.Length > 64 * 1024);
        file[19] = 43; // not square: 299 wide; the pixels do not matter to the header
        file = PngFileBuilder.File(("IHDR", [0, 0, 1, 43, 0, 0, 1, 44, 8, 0, 0, 0, 0]), ("IDAT", packed[..40000]), ("IDAT", packed[40000..]), ("eXIf", Exif(6, isLittle: false)), ("IEND", []));
        File.WriteAllBytes(folder.File("large.png"), file);
        ImageInfo info = Image.ReadInfo(folder.File("large.png"));
        Assert.Equal((300, 299), (info.Width, info.Height));
    }

    [Fact]
    public void DamagedExifDataTurnNothing()
    {
        byte[] file = Make(("eXIf", Exif(6, isLittle: false)));
        int content = file.AsSpan().IndexOf("eXIf"u8) + 4;
        file[content + 19] = 8; // its checksum is now wrong
        Assert.Equal(6, Image.Decode(file).Width);
        Assert.Equal(6, Image.Decode(Make(("eXIf", [1, 2, 3]))).Width);
        Assert.Equal(6, Image.Decode(Make(("eXIf", Exif(9, isLittle: false)))).Width);
        Assert.Equal(6, Image.Decode(Make(("zTXt", [.. "Raw profile type exif\0"u8, 0, 1, 2, 3]))).Width);
    }

    static byte[] Make(params (string Name, byte[] Content)[] before) => PngFileBuilder.Make(6, 4, 8, 2, false, (x, y, c) => Flat(6, 4)[x, y, c], before);

    static Image Flat(int width, int height) => new(width, height, 3, [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)(i * 3))]);

    // The table of the Exif standard: where row 0 and column 0 of the stored image stand.
    static Image Upright(Image stored, int orientation)
    {
        int w = stored.Width - 1, h = stored.Height - 1;
        (int width, int height) = orientation >= 5 ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        var pixels = new List<byte>();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int fromX, int fromY) = orientation switch { 1 => (x, y), 2 => (w - x, y), 3 => (w - x, h - y), 4 => (x, h - y), 5 => (y, x), 6 => (y, h - x), 7 => (w - y, h - x), _ => (w - y, x) };
                for (int c = 0; c < 3; c++) pixels.Add(stored[fromX, fromY, c]);
            }
        }

        return new Image(width, height, 3, [.. pixels]);
    }

    static void AssertSame(Image expected, Image actual)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        Assert.Equal(expected.Pixels.ToArray(), actual.Pixels.ToArray());
    }

    static byte[] Exif(int orientation, bool isLittle) => isLittle
        ? [.. "II*\0\x08\0\0\0\x01\0"u8, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
        : [.. "MM\0*\0\0\0\x08\0\x01"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    static byte[] Packed(byte[] plain)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(plain);
        return memory.ToArray();
    }
}
