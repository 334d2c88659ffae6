using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Tells dark ink on light paper from light ink on a dark board.</summary>
public static class PolarityEstimate
{
    // The radii of the squares, and the side of the reduced image that they are meant for.
    static readonly int[] Radii = [1, 2, 3, 5, 8, 12];
    const int Side = 640;

    /// <summary>The side on which ink lies. Strokes are narrower than the paper between them: squares that grow swallow the ink first, then the gaps.</summary>
    /// <param name="grey">One channel.</param>
    /// <returns>Dark ink when the image is even.</returns>
    /// <remarks>For each square the mean of what a closing adds is compared with the mean of what an opening takes; the edges of shadows and of paper add nothing to either.</remarks>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static InkPolarity Detect(Image grey)
    {
        OneChannel.Require(grey);
        return Detect(grey, paper: null);
    }

    /// <summary>The same of a sheet alone.</summary>
    internal static InkPolarity Detect(Image grey, PaperRegion? paper)
    {
        Image small = BoxReduction.Reduce(grey, Math.Max(1, (int)Math.Round(Math.Max(grey.Width, grey.Height) / (double)Side)));
        int noise = 3 + (int)(4 * Denoising.NoiseLevel(small));
        double sum = 0;
        foreach (int radius in Radii)
        {
            if (3 * radius > Math.Min(small.Width, small.Height)) break;
            Image closed = Morphology.Close(small, radius, radius), opened = Morphology.Open(small, radius, radius);
            long dark = Energy(closed.Pixels, small.Pixels, noise, small.Width, small.Height, paper), light = Energy(small.Pixels, opened.Pixels, noise, small.Width, small.Height, paper);

            // The first squares that swallow anything say most; a twentieth of a level on average is nothing.
            sum += (dark - light) / (dark + light + (0.05 * small.Pixels.Length)) / radius;
        }

        return sum < 0 ? InkPolarity.WhiteInkOnBlack : InkPolarity.BlackInkOnWhite;
    }

    static long Energy(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int noise, int width, int height, PaperRegion? paper)
    {
        var differences = new byte[upper.Length];
        for (int i = 0; i < upper.Length; i++)
        {
            int difference = upper[i] - lower[i];
            if (difference > noise) differences[i] = (byte)difference;
        }

        paper?.Apply(differences, width, height);
        long sum = 0;
        foreach (byte difference in differences) sum += difference;
        return sum;
    }
}
