using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>How much darker than the paper around it each pixel is, less what blank paper has: 0 to 255 for nothing to all of its light.</summary>
sealed class InkMap
{
    readonly byte[] strength;

    InkMap(int width, int height, byte[] strength, NoiseFloor floor) => (Width, Height, this.strength, Floor) = (width, height, strength, floor);

    public int Width { get; }

    public int Height { get; }

    public ReadOnlySpan<byte> Strength => strength;

    public NoiseFloor Floor { get; }

    /// <param name="grey">One channel.</param>
    /// <param name="radius">A little more than the width of the pen.</param>
    /// <param name="sigma">Of the filter against noise.</param>
    /// <param name="polarity">Whether ink is darker or lighter than paper.</param>
    /// <param name="paper">Where the sheet lies; null when it fills the image.</param>
    public static InkMap Of(Image grey, int radius, double sigma, InkPolarity polarity, PaperRegion? paper)
    {
        Image smooth = Denoising.Gaussian(grey, sigma);
        return Of(smooth, Illumination.Background(smooth, radius, polarity), radius, polarity, paper);
    }

    /// <summary>The same of an image without noise, and its background.</summary>
    public static InkMap Of(Image grey, Image background, int radius, InkPolarity polarity, PaperRegion? paper)
    {
        Image flat = Illumination.Flatten(grey, background, polarity);
        Span<byte> darkness = flat.Pixels;
        for (int i = 0; i < darkness.Length; i++) darkness[i] = (byte)(255 - darkness[i]);
        int width = grey.Width, height = grey.Height;
        var floor = new NoiseFloor(darkness, width, height, Math.Max(24, 3 * radius));
        var strength = new byte[darkness.Length];
        float[] median = new float[width], deviation = new float[width];
        for (int y = 0; y < height; y++)
        {
            floor.Row(y, median, deviation);
            ReadOnlySpan<byte> from = darkness.Slice(y * width, width);
            Span<byte> to = strength.AsSpan(y * width, width);
            for (int x = 0; x < to.Length; x++) to[x] = (byte)Math.Max(0, from[x] - (int)median[x]);
        }

        paper?.Apply(strength, width, height);
        return new InkMap(width, height, strength, floor);
    }

    /// <summary>255 where the strength is at least <paramref name="least"/> and so many deviations of the paper's own; 0 elsewhere.</summary>
    public byte[] Above(int least, double deviations)
    {
        var mask = new byte[strength.Length];
        float[] median = new float[Width], deviation = new float[Width];
        for (int y = 0; y < Height; y++)
        {
            Floor.Row(y, median, deviation);
            for (int x = 0, i = y * Width; x < Width; x++, i++)
            {
                if (strength[i] >= least && strength[i] >= deviations * deviation[x]) mask[i] = 255;
            }
        }

        return mask;
    }
}
