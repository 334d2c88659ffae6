using Hebb.Images;

namespace Hebb.Conformance.Reading;

/// <summary>Blurs an image with a bell of a given width; what lies over its edges is as at them.</summary>
static class GaussianFilter
{
    public static Image Of(Image image, double sigma)
    {
        int channels = image.Channels, width = image.Width, height = image.Height, stride = width * channels;
        double[] bell = Bell(sigma);
        byte[] from = image.Pixels.ToArray(), across = new byte[from.Length], down = new byte[from.Length];
        for (int y = 0; y < height; y++)
        {
            for (int c = 0; c < channels; c++) Filter(from, across, (y * stride) + c, width, channels, bell);
        }

        for (int column = 0; column < stride; column++) Filter(across, down, column, height, stride, bell);
        return new Image(width, height, channels, down);
    }

    static double[] Bell(double sigma)
    {
        int reach = (int)Math.Ceiling(3 * sigma);
        double[] bell = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma)))];
        double sum = bell.Sum();
        return [.. bell.Select(value => value / sum)];
    }

    // The values lie step apart.
    static void Filter(byte[] from, byte[] to, int start, int count, int step, double[] bell)
    {
        int reach = bell.Length / 2;
        for (int i = 0; i < count; i++)
        {
            double sum = 0;
            for (int k = 0; k < bell.Length; k++) sum += bell[k] * from[start + (Math.Clamp(i + k - reach, 0, count - 1) * step)];
            to[start + (i * step)] = (byte)Math.Round(sum);
        }
    }
}
