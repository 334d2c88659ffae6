using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Noise: how much there is in an image, and filters that lower it.</summary>
public static class Denoising
{
    /// <summary>The standard deviation of the noise in levels of 0 to 255: from the median absolute response of a filter that straight edges and gradients leave at 0.</summary>
    /// <param name="grey">One channel.</param>
    /// <remarks>The filter is [1 −2 1; −2 4 −2; 1 −2 1], whose response to noise has 6 times its deviation; the median makes strokes count little. Source: Immerkær, Fast noise variance estimation (1996).</remarks>
    /// <returns>0 for images of fewer than 3 × 3 pixels.</returns>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static double NoiseLevel(Image grey)
    {
        OneChannel.Require(grey);
        int width = grey.Width, height = grey.Height;
        if (width < 3 || height < 3) return 0;
        var counts = new int[(255 * 8) + 1];
        int step = Math.Max(1, height / 512), total = 0;
        ReadOnlySpan<byte> pixels = grey.Pixels;
        for (int y = 1; y < height - 1; y += step)
        {
            ReadOnlySpan<byte> above = pixels.Slice((y - 1) * width, width), row = pixels.Slice(y * width, width), below = pixels.Slice((y + 1) * width, width);
            for (int x = 1; x < width - 1; x++, total++)
            {
                int response = above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1] - (2 * (above[x] + below[x] + row[x - 1] + row[x + 1])) + (4 * row[x]);
                counts[Math.Abs(response)]++;
            }
        }

        // The median, interpolated within its level.
        int half = total / 2, sum = 0, level = 0;
        while (sum + counts[level] <= half) sum += counts[level++];
        double median = level == 0 ? 0.5 * half / Math.Max(1, counts[0]) : level - 0.5 + ((half - sum) / (double)counts[level]);
        return median / 0.6745 / 6;
    }

    /// <summary>A Gaussian filter; at the edges the image continues with its outermost pixels.</summary>
    /// <param name="grey">One channel.</param>
    /// <param name="sigma">Its standard deviation in pixels; 0 changes nothing.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative, not finite, or above 100.</exception>
    public static Image Gaussian(Image grey, double sigma)
    {
        OneChannel.Require(grey);
        if (!(sigma is >= 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The deviation of the filter is from 0 to 100 pixels.");
        int width = grey.Width, height = grey.Height, radius = (int)Math.Ceiling(2.5 * sigma);
        if (radius == 0) return grey;
        int[] weights = Weights(radius, sigma);
        var result = new byte[width * height];
        var padded = new int[width + (2 * radius)];
        var sums = new int[width];
        ReadOnlySpan<byte> pixels = grey.Pixels;
        for (int y = 0; y < height; y++)
        {
            // Down the columns first: a sum of rows, then along the row.
            Span<int> middle = padded.AsSpan(radius, width);
            middle.Clear();
            for (int k = 0; k <= radius; k++)
            {
                ReadOnlySpan<byte> above = pixels.Slice(Math.Max(0, y - k) * width, width), below = pixels.Slice(Math.Min(height - 1, y + k) * width, width);
                int weight = k == 0 ? weights[0] / 2 : weights[k];
                for (int x = 0; x < middle.Length; x++) middle[x] += weight * (above[x] + below[x]);
            }

            for (int x = 0; x < middle.Length; x++) middle[x] = (middle[x] + 128) >> 8;
            padded.AsSpan(0, radius).Fill(middle[0]);
            padded.AsSpan(radius + width).Fill(middle[^1]);
            sums.AsSpan().Fill(1 << 19);
            for (int k = 0; k <= 2 * radius; k++)
            {
                ReadOnlySpan<int> shifted = padded.AsSpan(k, width);
                int weight = weights[Math.Abs(k - radius)];
                for (int x = 0; x < sums.Length; x++) sums[x] += weight * shifted[x];
            }

            Span<byte> row = result.AsSpan(y * width, width);
            for (int x = 0; x < sums.Length; x++) row[x] = (byte)(sums[x] >> 20);
        }

        return new Image(width, height, 1, result);
    }

    /// <summary>The median of 3 × 3 pixels: removes single wrong pixels, keeps edges.</summary>
    /// <param name="grey">One channel.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static Image Median(Image grey)
    {
        OneChannel.Require(grey);
        int width = grey.Width, height = grey.Height;
        var result = new byte[width * height];
        ReadOnlySpan<byte> pixels = grey.Pixels;
        Span<byte> window = stackalloc byte[9];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int n = 0;
                for (int dy = -1; dy <= 1; dy++)
                {
                    int row = Math.Clamp(y + dy, 0, height - 1) * width;
                    for (int dx = -1; dx <= 1; dx++) window[n++] = pixels[row + Math.Clamp(x + dx, 0, width - 1)];
                }

                window.Sort();
                result[(y * width) + x] = window[4];
            }
        }

        return new Image(width, height, 1, result);
    }

    // Whole numbers that add up to 2¹⁴ (the middle one is even): 8 bits times 2¹⁴ twice, less 8 bits between, fit 32.
    static int[] Weights(int radius, double sigma)
    {
        const int Whole = 1 << 14;
        double[] exact = [.. Enumerable.Range(0, radius + 1).Select(k => Math.Exp(-k * k / (2 * sigma * sigma)))];
        double sum = exact[0] + (2 * exact.Skip(1).Sum());
        int[] weights = [.. exact.Select(w => (int)Math.Round(w / sum * Whole))];
        weights[0] = Whole - (2 * weights.Skip(1).Sum());
        return weights;
    }
}
