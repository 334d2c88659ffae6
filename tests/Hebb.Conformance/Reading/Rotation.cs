using Hebb.Images;

namespace Hebb.Conformance.Reading;

/// <summary>Turns an image by any angle. It becomes larger, so that nothing is cut off; what is new around it has the colours of the nearest paper.</summary>
static class Rotation
{
    const int Coarse = 24;

    /// <summary>The image, turned to the left by an angle.</summary>
    public static Image Of(Image image, double degrees)
    {
        int channels = image.Channels;
        Image paper = image.Resize(Coarse, Coarse);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        int width = (int)Math.Ceiling((image.Width * Math.Abs(cos)) + (image.Height * Math.Abs(sin))), height = (int)Math.Ceiling((image.Height * Math.Abs(cos)) + (image.Width * Math.Abs(sin)));
        var pixels = new byte[width * height * channels];
        double middleX = (width - 1) / 2.0, middleY = (height - 1) / 2.0, fromX = (image.Width - 1) / 2.0, fromY = (image.Height - 1) / 2.0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double dx = x - middleX, dy = y - middleY, sx = fromX + (cos * dx) - (sin * dy), sy = fromY + (sin * dx) + (cos * dy);
                bool isInside = sx >= 0 && sy >= 0 && sx <= image.Width - 1 && sy <= image.Height - 1;
                for (int c = 0; c < channels; c++)
                {
                    pixels[(((y * width) + x) * channels) + c] = isInside
                        ? Between(image, sx, sy, c)
                        : Between(paper, (sx + 0.5) / image.Width * Coarse - 0.5, (sy + 0.5) / image.Height * Coarse - 0.5, c);
                }
            }
        }

        return new Image(width, height, channels, pixels);
    }

    static byte Between(Image image, double x, double y, int channel)
    {
        x = Math.Clamp(x, 0, image.Width - 1);
        y = Math.Clamp(y, 0, image.Height - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, image.Width - 1), bottom = Math.Min(top + 1, image.Height - 1);
        double across = x - left, down = y - top;
        double above = (image[left, top, channel] * (1 - across)) + (image[right, top, channel] * across), below = (image[left, bottom, channel] * (1 - across)) + (image[right, bottom, channel] * across);
        return (byte)Math.Round((above * (1 - down)) + (below * down));
    }
}
