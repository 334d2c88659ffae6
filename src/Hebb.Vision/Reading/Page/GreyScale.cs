using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Images as one channel of brightness, such that coloured ink on coloured paper keeps its contrast.</summary>
/// <example><code>
/// Image grey = GreyScale.Convert(Image.Load("page.jpg"));
/// </code></example>
public static class GreyScale
{
    const int Fraction = 10, One = 1 << Fraction, Sample = 512, Neighbourhood = 8;

    // Rec. 601.
    static readonly double[] Luma = [0.299, 0.587, 0.114];

    /// <summary>One channel of brightness: 0.299 R + 0.587 G + 0.114 B, or another mixture where that would lose much of the contrast between ink and paper. Opacity is over white.</summary>
    /// <param name="image">1 to 4 channels.</param>
    /// <remarks>
    /// The other mixture is the first principal component of the differences between the colours of pixels and those of their neighbourhoods, scaled to a sum of absolute
    /// weights of 1; it is taken when its standard deviation is 1.3 times that of the first.
    /// </remarks>
    public static Image Convert(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Reduce(image, 1);
    }

    /// <summary>The same, and each pixel the mean of factor × factor pixels; what does not fill a pixel at the right and lower edge is part of the last one.</summary>
    internal static Image Reduce(Image image, int factor)
    {
        (int r, int g, int b, int offset) = image.Channels < 3 ? (One, 0, 0, 0) : Weights(image);
        int width = Math.Max(1, image.Width / factor), height = Math.Max(1, image.Height / factor);
        var grey = new byte[width * height];
        var row = new byte[image.Width];
        var sums = new int[width];
        for (int y = 0; y < height; y++)
        {
            if (factor == 1)
            {
                Row(image, y, r, g, b, offset, grey.AsSpan(y * width, width));
                continue;
            }

            Array.Clear(sums);
            int first = y * factor, rows = Math.Min(factor, image.Height - first), columns = Math.Min(factor, image.Width);
            for (int i = 0; i < rows; i++)
            {
                Row(image, first + i, r, g, b, offset, row);
                BoxReduction.AddRow(row, columns, sums);
            }

            int area = rows * columns;
            for (int x = 0; x < width; x++) grey[(y * width) + x] = (byte)((sums[x] + (area / 2)) / area);
        }

        return new Image(width, height, 1, grey);
    }

    static void Row(Image image, int y, int r, int g, int b, int offset, Span<byte> to)
    {
        int channels = image.Channels, width = image.Width;
        ReadOnlySpan<byte> from = image.Pixels.Slice(y * width * channels, width * channels);
        switch (channels)
        {
            case 1:
                from.CopyTo(to);
                break;
            case 2:
                for (int x = 0; x < width; x++) to[x] = OverWhite(from[2 * x], from[(2 * x) + 1]);
                break;
            case 3:
                for (int x = 0, i = 0; x < width; x++, i += 3) to[x] = (byte)(((from[i] * r) + (from[i + 1] * g) + (from[i + 2] * b) + offset) >> Fraction);
                break;
            default:
                for (int x = 0, i = 0; x < width; x++, i += 4)
                {
                    byte opacity = from[i + 3];
                    int sum = opacity == 255
                        ? (from[i] * r) + (from[i + 1] * g) + (from[i + 2] * b)
                        : (OverWhite(from[i], opacity) * r) + (OverWhite(from[i + 1], opacity) * g) + (OverWhite(from[i + 2], opacity) * b);
                    to[x] = (byte)((sum + offset) >> Fraction);
                }

                break;
        }
    }

    static byte OverWhite(byte value, byte opacity) => (byte)(255 - (((255 - value) * opacity) + 127) / 255);

    static (int R, int G, int B, int Offset) Weights(Image image)
    {
        double[] chosen = Mixture(image);
        var weights = new int[3];
        double negative = 0;
        for (int c = 0; c < 3; c++)
        {
            weights[c] = (int)Math.Round(chosen[c] * One);
            negative -= Math.Min(0, chosen[c]);
        }

        // Rounding must not lead over 255.
        weights[1] += One - weights.Sum(Math.Abs) is int rest && weights[1] >= 0 ? rest : -rest;
        return (weights[0], weights[1], weights[2], (int)(negative * One * 255));
    }

    static double[] Mixture(Image image)
    {
        double[,] covariance = Covariance(image);
        double[] axis = PrincipalAxis(covariance);
        double length = axis.Sum(Math.Abs), sign = axis.Sum() < 0 ? -1 : 1;
        if (length == 0) return Luma;
        for (int c = 0; c < 3; c++) axis[c] *= sign / length;
        return Variance(covariance, axis) > 1.69 * Variance(covariance, Luma) ? axis : Luma;
    }

    // Of the differences between a pixel and the mean of its neighbourhood, on a reduced image.
    static double[,] Covariance(Image image)
    {
        int factor = Math.Max(1, Math.Max(image.Width, image.Height) / Sample), step = Math.Max(1, factor / 2), channels = image.Channels;
        int width = Math.Max(1, image.Width / factor), height = Math.Max(1, image.Height / factor);
        var planes = new int[3][];
        for (int c = 0; c < 3; c++) planes[c] = new int[width * height];
        ReadOnlySpan<byte> pixels = image.Pixels;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int r = 0, g = 0, b = 0, count = 0;
                for (int dy = 0; dy < factor && (y * factor) + dy < image.Height; dy += step)
                {
                    for (int dx = 0; dx < factor && (x * factor) + dx < image.Width; dx += step, count++)
                    {
                        int i = ((((y * factor) + dy) * image.Width) + (x * factor) + dx) * channels;
                        r += pixels[i];
                        g += pixels[i + 1];
                        b += pixels[i + 2];
                    }
                }

                int at = (y * width) + x;
                (planes[0][at], planes[1][at], planes[2][at]) = (r / count, g / count, b / count);
            }
        }

        var means = new int[3][];
        for (int c = 0; c < 3; c++) means[c] = BoxMean(planes[c], width, height);
        var covariance = new double[3, 3];
        for (int i = 0; i < width * height; i++)
        {
            double r = planes[0][i] - means[0][i], g = planes[1][i] - means[1][i], b = planes[2][i] - means[2][i];
            covariance[0, 0] += r * r;
            covariance[1, 1] += g * g;
            covariance[2, 2] += b * b;
            covariance[0, 1] += r * g;
            covariance[0, 2] += r * b;
            covariance[1, 2] += g * b;
        }

        (covariance[1, 0], covariance[2, 0], covariance[2, 1]) = (covariance[0, 1], covariance[0, 2], covariance[1, 2]);
        return covariance;
    }

    static int[] BoxMean(int[] plane, int width, int height)
    {
        var integral = new long[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++)
        {
            long sum = 0;
            for (int x = 0; x < width; x++)
            {
                sum += plane[(y * width) + x];
                integral[((y + 1) * (width + 1)) + x + 1] = integral[(y * (width + 1)) + x + 1] + sum;
            }
        }

        var mean = new int[plane.Length];
        for (int y = 0; y < height; y++)
        {
            int top = Math.Max(0, y - Neighbourhood) * (width + 1), bottom = Math.Min(height, y + Neighbourhood + 1) * (width + 1), rows = (bottom - top) / (width + 1);
            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - Neighbourhood), right = Math.Min(width, x + Neighbourhood + 1);
                mean[(y * width) + x] = (int)((integral[bottom + right] - integral[bottom + left] - integral[top + right] + integral[top + left]) / (rows * (right - left)));
            }
        }

        return mean;
    }

    // By power iteration.
    static double[] PrincipalAxis(double[,] matrix)
    {
        double[] axis = [.. Luma];
        for (int step = 0; step < 50; step++)
        {
            var next = new double[3];
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++) next[i] += matrix[i, j] * axis[j];
            }

            double norm = Math.Sqrt(next.Sum(v => v * v));
            if (norm < 1e-9) return [0, 0, 0];
            for (int i = 0; i < 3; i++) axis[i] = next[i] / norm;
        }

        return axis;
    }

    static double Variance(double[,] covariance, double[] weights)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++) sum += weights[i] * covariance[i, j] * weights[j];
        }

        return sum;
    }
}
