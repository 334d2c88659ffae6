namespace Hebb.Plots.Images;

/// <summary>One image of a grid: its numbers, and what is written beneath.</summary>
sealed class ImageTile(double[] values, int channels, int height, int width, double top)
{
    public int Height => height;

    public int Width => width;

    public string Caption { get; set; } = string.Empty;

    public bool? IsRight { get; set; }

    /// <summary>Colours of its own, from its own least to its own greatest value; null for those of the grid.</summary>
    public ColorMap? Map { get; init; }

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

    public byte[] Png((double Low, double High) ends, ColorMap map) => PixelImage.Png(width, height, i => Pixel(i % width, i / width, ends, map));

    /// <summary>The image as it stands on dark pages; null where it is the same there.</summary>
    public byte[]? PngOnDark((double Low, double High) ends, ColorMap map) => channels > 1 || map.OnDark == map ? null : Png(ends, map.OnDark);

    double Scaled(int c, int x, int y, (double Low, double High) ends) => (values[(((c * height) + y) * width) + x] - ends.Low) / (ends.High - ends.Low);

    static byte Byte(double t) => double.IsNaN(t) ? (byte)128 : (byte)Math.Round(255 * Math.Clamp(t, 0, 1));
}
