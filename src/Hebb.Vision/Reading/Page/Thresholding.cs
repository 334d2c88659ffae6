using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Thresholds that part dark ink from light paper. The images that come out have ink 0 and paper 255.</summary>
public static class Thresholding
{
    /// <summary>The level that parts an image into two groups with the smallest variance within them: ink is at or below it.</summary>
    /// <param name="grey">One channel.</param>
    /// <remarks>Source: Otsu, A threshold selection method from gray-level histograms (1979).</remarks>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static int OtsuLevel(Image grey)
    {
        OneChannel.Require(grey);
        var counts = new long[256];
        foreach (byte level in grey.Pixels) counts[level]++;
        return OtsuLevel(counts, out _);
    }

    /// <summary>The same from counts, with the share of the variance that lies between the groups, 0 to 1.</summary>
    internal static int OtsuLevel(ReadOnlySpan<long> counts, out double separability)
    {
        double total = 0, sum = 0, squares = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            sum += (double)i * counts[i];
            squares += (double)i * i * counts[i];
        }

        double below = 0, sumBelow = 0, best = -1;
        int level = 0, last = 0;
        for (int i = 0; i < counts.Length - 1; i++)
        {
            below += counts[i];
            sumBelow += (double)i * counts[i];
            if (below == 0 || below == total) continue;
            double difference = (sumBelow / below) - ((sum - sumBelow) / (total - below));
            double between = below * (total - below) * difference * difference;
            if (between > best) (best, level) = (between, i);
            if (between == best) last = i;
        }

        double variance = (squares * total) - (sum * sum);
        separability = best > 0 && variance > 0 ? best / variance : 0;
        return best < 0 ? 0 : (level + last) / 2;
    }

    /// <summary>Ink is what is at or below Otsu's level.</summary>
    /// <param name="grey">One channel.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static Image Otsu(Image grey)
    {
        int level = OtsuLevel(grey);
        return Apply(grey, pixel => pixel <= level);
    }

    /// <summary>Ink is darker than mean · (1 + k · (deviation / 128 − 1)) of the window around it.</summary>
    /// <param name="grey">One channel.</param>
    /// <param name="window">The side of the window in pixels; the even number above is taken for one more.</param>
    /// <param name="k">How far below the mean the threshold lies on even paper: 0.1 to 0.5.</param>
    /// <remarks>Means and deviations come from integral images, so that the time does not grow with the window. Source: Sauvola and Pietikäinen, Adaptive document image binarization (2000).</remarks>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive.</exception>
    public static Image Sauvola(Image grey, int window, double k = 0.34)
    {
        OneChannel.Require(grey);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        int width = grey.Width, height = grey.Height, radius = window / 2;
        var result = new byte[width * height];

        // Sums of the columns within the rows of the window: they slide down, so two rows of sums are enough.
        long[] sums = new long[width + 1], squares = new long[width + 1];
        long[] columnSums = new long[width], columnSquares = new long[width];
        byte[] pixels = grey.Pixels.ToArray();
        for (int y = 0; y < Math.Min(radius, height); y++) Add(y, 1);
        for (int y = 0; y < height; y++)
        {
            if (y + radius < height) Add(y + radius, 1);
            if (y - radius - 1 >= 0) Add(y - radius - 1, -1);
            int rows = Math.Min(height, y + radius + 1) - Math.Max(0, y - radius);
            for (int x = 0; x < width; x++)
            {
                sums[x + 1] = sums[x] + columnSums[x];
                squares[x + 1] = squares[x] + columnSquares[x];
            }

            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - radius), right = Math.Min(width, x + radius + 1);
                double area = (double)rows * (right - left), mean = (sums[right] - sums[left]) / area;
                double deviation = Math.Sqrt(Math.Max(0, ((squares[right] - squares[left]) / area) - (mean * mean)));
                int i = (y * width) + x;
                result[i] = pixels[i] < mean * (1 + (k * ((deviation / 128) - 1))) ? (byte)0 : (byte)255;
            }
        }

        return new Image(width, height, 1, result);

        void Add(int y, int sign)
        {
            ReadOnlySpan<byte> row = pixels.AsSpan(y * width, width);
            for (int x = 0; x < row.Length; x++)
            {
                int value = row[x];
                columnSums[x] += sign * value;
                columnSquares[x] += sign * value * value;
            }
        }
    }

    /// <summary>Ink is what is at or below <paramref name="high"/> and connected, through neighbours on eight sides, with something at or below <paramref name="low"/>.</summary>
    /// <param name="grey">One channel.</param>
    /// <param name="low">What is as dark as this is ink for sure.</param>
    /// <param name="high">What is lighter than this is paper for sure.</param>
    /// <remarks>Source: Canny, A computational approach to edge detection (1986), who thresholds edges so.</remarks>
    /// <exception cref="ArgumentException">More than one channel, or <paramref name="low"/> lies above <paramref name="high"/>.</exception>
    public static Image Hysteresis(Image grey, int low, int high)
    {
        OneChannel.Require(grey);
        if (low > high) throw new ArgumentException($"The sure level is at or below the other one; {low} and {high} came.", nameof(low));
        var components = ConnectedComponents.Label(Apply(grey, pixel => pixel <= high));
        var isInk = new bool[components.Count + 1];
        ReadOnlySpan<byte> pixels = grey.Pixels;
        ReadOnlySpan<int> labels = components.Labels;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] <= low) isInk[labels[i]] = true;
        }

        isInk[0] = false;
        var result = new byte[pixels.Length];
        for (int i = 0; i < result.Length; i++) result[i] = isInk[labels[i]] ? (byte)0 : (byte)255;
        return new Image(grey.Width, grey.Height, 1, result);
    }

    static Image Apply(Image grey, Func<byte, bool> isInk)
    {
        OneChannel.Require(grey);
        byte[] levels = [.. Enumerable.Range(0, 256).Select(level => isInk((byte)level) ? (byte)0 : (byte)255)];
        var result = new byte[grey.Pixels.Length];
        ReadOnlySpan<byte> pixels = grey.Pixels;
        for (int i = 0; i < result.Length; i++) result[i] = levels[pixels[i]];
        return new Image(grey.Width, grey.Height, 1, result);
    }
}
