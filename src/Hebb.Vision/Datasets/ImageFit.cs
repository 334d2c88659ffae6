using Hebb.Images;

namespace Hebb.Vision.Datasets;

/// <summary>Brings images to the size of a batch: the shorter side to the size, then the middle square.</summary>
static class ImageFit
{
    const int Channels = 3;

    /// <summary>The middle square of an image, size × size pixels, red green blue. Each new pixel is the mean of what it covers, or lies between its neighbours when the image grows.</summary>
    public static Image Square(Image image, int size)
    {
        image = image.ToRgb();
        int shorter = Math.Min(image.Width, image.Height);
        if (shorter == size && image.Width == image.Height) return image;
        double scale = shorter / (double)size;
        Weights across = Weights.Of(size, scale, (image.Width - shorter) / 2.0, image.Width), down = Weights.Of(size, scale, (image.Height - shorter) / 2.0, image.Height);

        // Rows first: only the columns that are wanted of every row, then the rows of those.
        var narrow = new float[image.Height * size * Channels];
        ReadOnlySpan<byte> source = image.Pixels;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < size; x++)
            {
                float red = 0, green = 0, blue = 0;
                for (int k = 0; k < across.Width; k++)
                {
                    float weight = across.Of(x, k);
                    int at = ((y * image.Width) + across.First(x) + k) * Channels;
                    if (weight == 0) continue;
                    red += weight * source[at];
                    green += weight * source[at + 1];
                    blue += weight * source[at + 2];
                }

                int to = ((y * size) + x) * Channels;
                (narrow[to], narrow[to + 1], narrow[to + 2]) = (red, green, blue);
            }
        }

        var pixels = new byte[size * size * Channels];
        var row = new float[size * Channels];
        for (int y = 0; y < size; y++)
        {
            Array.Clear(row);
            for (int k = 0; k < down.Width; k++)
            {
                float weight = down.Of(y, k);
                if (weight == 0) continue;
                ReadOnlySpan<float> from = narrow.AsSpan((down.First(y) + k) * row.Length, row.Length);
                for (int i = 0; i < row.Length; i++) row[i] += weight * from[i];
            }

            for (int i = 0; i < row.Length; i++) pixels[(y * row.Length) + i] = (byte)Math.Clamp(MathF.Round(row[i]), 0, byte.MaxValue);
        }

        return new Image(size, size, Channels, pixels);
    }

    // A triangle as wide as a new pixel (but no narrower than an old one) around each new pixel's centre.
    sealed class Weights(int width, int[] first, float[] weights)
    {
        public int Width => width;

        public int First(int target) => first[target];

        public float Of(int target, int k) => weights[(target * width) + k];

        public static Weights Of(int size, double scale, double start, int length)
        {
            double reach = Math.Max(1, scale);
            int width = Math.Min(length, (int)Math.Ceiling(2 * reach) + 1);
            var first = new int[size];
            var weights = new float[size * width];
            for (int i = 0; i < size; i++)
            {
                double centre = start + ((i + 0.5) * scale) - 0.5, sum = 0;
                first[i] = Math.Clamp((int)Math.Floor(centre - reach) + 1, 0, length - width);
                Span<float> row = weights.AsSpan(i * width, width);
                for (int k = 0; k < width; k++)
                {
                    row[k] = (float)Math.Max(0, 1 - (Math.Abs(first[i] + k - centre) / reach));
                    sum += row[k];
                }

                for (int k = 0; k < width; k++) row[k] = (float)(row[k] / sum);
            }

            return new Weights(width, first, weights);
        }
    }
}
