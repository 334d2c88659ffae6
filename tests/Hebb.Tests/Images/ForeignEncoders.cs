using Hebb.Images;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using Image = Hebb.Images.Image;

namespace Hebb.Tests;

/// <summary>Files of formats that Hebb only reads, written by ImageSharp.</summary>
static class ForeignEncoders
{
    /// <summary>20 × 12 pixels, no two neighbours alike; where there is alpha, also transparent ones.</summary>
    public static Image Sample(int channels) => new(20, 12, channels, [.. Enumerable.Range(0, 240 * channels).Select(i => (byte)((i * i >> 4) + (i * 37 % 11)))]);

    public static byte[] Webp(Image image, WebpFileFormatType kind = WebpFileFormatType.Lossless) =>
        Encode(image, new WebpEncoder { FileFormat = kind, Quality = 90, TransparentColorMode = WebpTransparentColorMode.Preserve });

    public static byte[] Tiff(Image image, TiffCompression compression, TiffBitsPerPixel bits = TiffBitsPerPixel.Bit24) => Encode(image, new TiffEncoder { Compression = compression, BitsPerPixel = bits });

    public static byte[] Tga(Image image, TgaCompression compression, TgaBitsPerPixel bits) => Encode(image, new TgaEncoder { Compression = compression, BitsPerPixel = bits });

    /// <summary>Red, green, blue and alpha of every pixel, whatever the channels.</summary>
    public static byte[] Colours(Image image) => [.. Enumerable.Range(0, image.Width * image.Height).SelectMany(i => Colour(image, i % image.Width, i / image.Width))];

    static byte[] Colour(Image image, int x, int y)
    {
        byte alpha = image.Channels is 2 or 4 ? image[x, y, image.Channels - 1] : (byte)255, first = image[x, y];
        return image.Channels < 3 ? [first, first, first, alpha] : [first, image[x, y, 1], image[x, y, 2], alpha];
    }

    static byte[] Encode(Image image, IImageEncoder encoder)
    {
        using Image<Rgba32> copy = SixLabors.ImageSharp.Image.LoadPixelData<Rgba32>(Colours(image), image.Width, image.Height);
        using var stream = new MemoryStream();
        copy.Save(stream, encoder);
        return stream.ToArray();
    }
}
