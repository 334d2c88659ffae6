using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Lines;

/// <content>How it is made.</content>
sealed partial record LineImage
{
    // Ink fainter than this is noise to the estimates.
    const byte Faint = 24;
    const double MaxSlant = 1.2, SlantStep = 0.1;

    /// <summary>Normalises writing of any size.</summary>
    /// <param name="mask">The ink of one word or line; nothing else should be in it.</param>
    /// <param name="baseline">The line on which the letters stand, if the page's analysis knows it, in the mask's columns and rows: only its form counts, not its height. Else a slope (long lines: a curve) is estimated.</param>
    /// <param name="jitter">Errors on purpose.</param>
    /// <returns>The image; null when there is no ink.</returns>
    /// <remarks>
    /// Height and size come from the ink alone, without thinking about letters: the median row of all ink goes to the middle, its mean distance from there to 3.6 rows.
    /// That is one rule for small letters, capitals and digits, at any resolution.
    /// </remarks>
    public static LineImage? Normalize(InkMask mask, LineCurve? baseline = null, LineJitter? jitter = null)
    {
        LineJitter error = jitter ?? LineJitter.None;
        if (InkPoints.Of(mask, Faint) is not { } points) return null;
        LineCurve curve = baseline ?? Slope(points);
        points.Straighten(curve);
        (double middle, double spread) = points.Rows();
        double scale = Spread / spread * error.Scale;
        double slant = points.Slant(middle, 1 / scale, MaxSlant, SlantStep) + error.Slant;
        (double left, double right) = points.Extent(middle, slant);
        double across = Math.Min(scale * error.Stretch, (MaxWidth - (2 * Margin)) / (right - left));
        int width = ((int)Math.Ceiling((right - left) * across) + (2 * Margin) + 3) / 4 * 4;
        var ink = new float[Height * width];
        var from = new Sampler(mask, Math.Max(1, (int)Math.Round(0.8 / scale)));
        double start = left - (Margin / across), fall = error.Slope / (scale * (right - left));
        for (int v = 0; v < Height; v++)
        {
            double row = (v + 0.5 - (Height / 2.0) - error.Shift) / scale, lean = slant * row;
            Span<float> to = ink.AsSpan(v * width, width);
            for (int u = 0; u < width; u++)
            {
                double straight = start + ((u + 0.5) / across), x = straight - lean;
                to[u] = from.At(x, row + middle + curve.At(x) + (fall * (straight - left)));
            }
        }

        Brighten(ink);
        return new LineImage(width, ink, start, 1 / across) { MaskWidth = mask.Width };
    }

    static LineCurve Slope(InkPoints points)
    {
        (double middle, double spread) = points.Rows();
        return points.Slope(points.Slant(middle, spread / Spread, MaxSlant, 2 * SlantStep));
    }

    // Thin strokes come out grey when a large image shrinks: the brighter tenth of the ink becomes full ink.
    static void Brighten(float[] ink)
    {
        const int Levels = 64;
        const float Least = 0.08f, MaxGain = 4;
        Span<int> counts = stackalloc int[Levels];
        int total = 0;
        foreach (float value in ink)
        {
            if (value < Least) continue;
            counts[Math.Min(Levels - 1, (int)(value * Levels))]++;
            total++;
        }

        int level = Levels - 1;
        for (int above = 0; level > 0; level--)
        {
            above += counts[level];
            if (above * 10 >= total) break;
        }

        float gain = Math.Min(MaxGain, Levels / (level + 0.5f));
        if (gain <= 1.02f) return;
        for (int i = 0; i < ink.Length; i++) ink[i] = Math.Min(1, ink[i] * gain);
    }

    // Bilinear samples of the mask, made smaller by a whole factor first so that no ink falls between the samples.
    readonly struct Sampler
    {
        readonly int width, height;
        readonly float[] ink;
        readonly double factor;

        public Sampler(InkMask mask, int shrink)
        {
            factor = 1.0 / shrink;
            (width, height) = ((mask.Width + shrink - 1) / shrink, (mask.Height + shrink - 1) / shrink);
            ink = new float[width * height];
            float share = 1f / (255 * shrink * shrink);
            byte[] source = mask.Ink;
            for (int y = 0; y < mask.Height; y++)
            {
                int to = y / shrink * width, at = y * mask.Width;
                if (shrink == 1)
                {
                    for (int x = 0; x < mask.Width; x++) ink[to + x] = source[at + x] * share;
                    continue;
                }

                for (int x = 0; x < mask.Width; x++)
                {
                    if (source[at + x] != 0) ink[to + (x / shrink)] += source[at + x] * share;
                }
            }
        }

        // Coordinates of edges: the centre of the first pixel is 0.5.
        public float At(double x, double y)
        {
            double u = (x * factor) - 0.5, v = (y * factor) - 0.5;
            if (u <= -1 || v <= -1 || u >= width || v >= height) return 0;
            int left = (int)Math.Floor(u), top = (int)Math.Floor(v);
            float right = (float)(u - left), down = (float)(v - top);
            return ((Pixel(left, top) * (1 - right)) + (Pixel(left + 1, top) * right)) * (1 - down)
                + (((Pixel(left, top + 1) * (1 - right)) + (Pixel(left + 1, top + 1) * right)) * down);
        }

        float Pixel(int x, int y) => (uint)x < (uint)width && (uint)y < (uint)height ? ink[(y * width) + x] : 0;
    }
}
