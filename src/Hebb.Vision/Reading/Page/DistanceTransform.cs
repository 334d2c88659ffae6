using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>For each pixel of ink, how far it is to the nearest paper.</summary>
/// <remarks>Two passes with steps of 3 to direct and 4 to diagonal neighbours. Source: Borgefors, Distance transformations in digital images (1986).</remarks>
public static class DistanceTransform
{
    /// <summary>The distances in thirds of a pixel, up to 255; 0 is paper. A stroke w pixels wide has values up to about 1.5 · w. Outside the image is ink.</summary>
    /// <param name="image">One channel: ink is below 128.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static Image Compute(Image image)
    {
        OneChannel.Require(image);
        return new Image(image.Width, image.Height, 1, Compute(image.Pixels, image.Width, image.Height, inkIsBelow: true));
    }

    internal static byte[] Compute(ReadOnlySpan<byte> pixels, int width, int height, bool inkIsBelow)
    {
        // One pixel of frame on each side, so that nothing needs to be checked.
        int stride = width + 2;
        var far = new ushort[stride * (height + 2)];
        Array.Fill(far, (ushort)255);
        byte flip = inkIsBelow ? (byte)0 : (byte)255;
        for (int y = 0; y < height; y++)
        {
            int i = ((y + 1) * stride) + 1;
            for (int x = 0; x < width; x++, i++)
            {
                far[i] = (byte)(pixels[(y * width) + x] ^ flip) >= 128
                    ? (ushort)0
                    : (ushort)Math.Min(Math.Min(far[i - stride] + 3, far[i - 1] + 3), Math.Min(far[i - stride - 1], far[i - stride + 1]) + 4);
            }
        }

        var result = new byte[width * height];
        for (int y = height - 1; y >= 0; y--)
        {
            int i = ((y + 1) * stride) + width;
            for (int x = width - 1; x >= 0; x--, i--)
            {
                if (far[i] != 0) far[i] = (ushort)Math.Min(far[i], Math.Min(Math.Min(far[i + stride] + 3, far[i + 1] + 3), Math.Min(far[i + stride + 1], far[i + stride - 1]) + 4));
                result[(y * width) + x] = (byte)Math.Min(255, (int)far[i]);
            }
        }

        return result;
    }
}
