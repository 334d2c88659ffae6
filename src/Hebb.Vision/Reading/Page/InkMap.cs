using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>How much darker than the paper around it each pixel is, less what blank paper has: 0 to 255 for nothing to all of its light.</summary>
sealed class InkMap
{
    readonly byte[] strength;

    // The deviation of the paper's own darkness at each pixel, in eighths.
    readonly byte[] grain;
    readonly PaperRegion? paper;

    InkMap(int width, int height, byte[] strength, byte[] grain, NoiseFloor floor, PaperRegion? paper) =>
        (Width, Height, this.strength, this.grain, Floor, this.paper) = (width, height, strength, grain, floor, paper);

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
        byte[] ink = new byte[darkness.Length], deviations = new byte[darkness.Length];
        ReadOnlySpan<byte> light = background.Pixels;
        byte[] gain = Glare(light, polarity);
        float[] median = new float[width], deviation = new float[width];
        for (int y = 0; y < height; y++)
        {
            floor.Row(y, median, deviation);
            ReadOnlySpan<byte> from = darkness.Slice(y * width, width);
            Span<byte> to = ink.AsSpan(y * width, width);
            ReadOnlySpan<byte> lightRow = light.Slice(y * width, width);
            for (int x = 0; x < to.Length; x++) to[x] = (byte)Math.Min(255, (Math.Max(0, from[x] - (int)median[x]) * gain[lightRow[x]]) >> 4);
            Span<byte> grainRow = deviations.AsSpan(y * width, width);
            for (int x = 0; x < grainRow.Length; x++) grainRow[x] = (byte)Math.Min(255, (int)(deviation[x] * gain[lightRow[x]] / 2));
        }

        paper?.Apply(ink, width, height);
        return new InkMap(width, height, ink, deviations, floor, paper);
    }

    // In glare, ink gets lighter as paper gets near to white: in sixteenths, how much must be made good for each brightness of the paper.
    static byte[] Glare(ReadOnlySpan<byte> light, InkPolarity polarity)
    {
        const int Begin = 228, MostPaper = 222;
        var gain = new byte[256];
        Array.Fill(gain, (byte)16);
        if (polarity == InkPolarity.WhiteInkOnBlack) return gain;
        Span<int> counts = stackalloc int[256];
        for (int i = 0; i < light.Length; i += 7) counts[light[i]]++;
        int median = 0, half = light.Length / 14;
        for (int sum = counts[0]; sum <= half && median < 255; sum += counts[++median])
        {
        }

        if (median > MostPaper) return gain;
        for (int level = Begin; level < 256; level++) gain[level] = (byte)Math.Min(40, 16 * (255 - Begin) / Math.Max(1, 255 - level));
        return gain;
    }

    /// <summary>255 where the strength is at least <paramref name="least"/> and so many deviations of the paper's own; 0 elsewhere.</summary>
    public byte[] Above(int least, double deviations)
    {
        var mask = new byte[strength.Length];
        int eighths = (int)Math.Round(deviations * 16);
        ReadOnlySpan<byte> dark = strength, paperGrain = grain;
        for (int i = 0; i < mask.Length; i++)
        {
            if (dark[i] >= least && dark[i] * 128 >= eighths * paperGrain[i]) mask[i] = 255;
        }

        return mask;
    }

    /// <summary>The map of what lies on the desk instead.</summary>
    public InkMap Beside(PaperRegion sheet)
    {
        byte[] outside = [.. strength];
        sheet.ApplyOutside(outside, Width, Height);
        return new InkMap(Width, Height, outside, grain, Floor, paper: null);
    }

    /// <summary>The map of the sheet alone.</summary>
    public InkMap Within(PaperRegion sheet)
    {
        byte[] inside = [.. strength];
        sheet.Apply(inside, Width, Height);
        return new InkMap(Width, Height, inside, grain, Floor, sheet);
    }

    /// <summary>Removes from a mask what reaches the edge of the sheet.</summary>
    public void RemoveAtEdge(byte[] mask) => paper?.RemoveAtEdge(mask, Width, Height);
}
