using Hebb.Images;

namespace Hebb.Plots.Images;

/// <summary>Colours as the content of a PNG file.</summary>
static class PixelImage
{
    /// <summary>The file of an image, row by row.</summary>
    public static byte[] Png(int width, int height, Func<int, Rgb> color)
    {
        var pixels = new byte[new Shape([3, height, width]).Count];
        for (int i = 0; i < width * height; i++)
        {
            Rgb c = color(i);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (c.R, c.G, c.B);
        }

        return new Image(width, height, 3, pixels).Encode("png");
    }
}
