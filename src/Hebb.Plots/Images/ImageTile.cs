using Hebb.Formats.Images;

namespace Hebb.Plots.Images;

/// <summary>One image of a grid: its numbers, and what is written beneath.</summary>
sealed class ImageTile(double[] values, int channels, int height, int width, double top)
{
    public int Height => height;

    public int Width => width;

    public string Caption { get; set; } = string.Empty;

    public bool? IsRight { get; set; }

    /// <summary>Least and greatest finite value.</summary>
    public (double Low, double High) Ends()
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in values)
        {
            if (!double.IsFinite(v)) continue;
            low = Math.Min(low, v);
            high = Math.Max(high, v);
        }

        return low <= high ? (low, high) : (0, 1);
    }

    /// <summary>What <see cref="ImageRange.Unit"/> takes for white: 255 for bytes, else 1.</summary>
    public double Top => top;

    public int Unreal => values.Count(v => !double.IsFinite(v));

    /// <summary>Where a pixel lies between the ends, by its first channel or the mean of three.</summary>
    public double Brightness(int x, int y, (double Low, double High) ends)
    {
        double sum = 0;
        for (int c = 0; c < channels; c++) sum += values[(((c * height) + y) * width) + x];
        return ((sum / channels) - ends.Low) / (ends.High - ends.Low);
    }

    /// <summary>The colour of a pixel.</summary>
    public Rgb Pixel(int x, int y, (double Low, double High) ends, ColorMap map)
    {
        if (channels == 1) return map.At(Scaled(0, x, y, ends));
        return new Rgb(Byte(Scaled(0, x, y, ends)), Byte(Scaled(1, x, y, ends)), Byte(Scaled(2, x, y, ends)));
    }

    public byte[] Png((double Low, double High) ends, ColorMap map)
    {
        var pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Rgb color = Pixel(x, y, ends, map);
                (pixels[3 * ((y * width) + x)], pixels[(3 * ((y * width) + x)) + 1], pixels[(3 * ((y * width) + x)) + 2]) = (color.R, color.G, color.B);
            }
        }

        using var stream = new MemoryStream();
        PngWriter.Write(stream, width, height, 3, pixels);
        return stream.ToArray();
    }

    double Scaled(int c, int x, int y, (double Low, double High) ends) => (values[(((c * height) + y) * width) + x] - ends.Low) / (ends.High - ends.Low);

    static byte Byte(double t) => double.IsNaN(t) ? (byte)128 : (byte)Math.Round(255 * Math.Clamp(t, 0, 1));
}
