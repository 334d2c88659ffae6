using System.Globalization;

namespace Hebb.Plots;

/// <summary>A colour of the screen (sRGB).</summary>
/// <param name="R">Red, 0 … 255.</param>
/// <param name="G">Green, 0 … 255.</param>
/// <param name="B">Blue, 0 … 255.</param>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>
    /// How light the colour looks, 0 (black) … 1 (white): .2126 R + .7152 G + .0722 B of the linearised channels. Source: WCAG 2.2, relative luminance.
    /// </summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>Black or white, whichever is easier to read on this colour.</summary>
    public Rgb Contrast => Luminance > 0.179 ? new Rgb(0, 0, 0) : new Rgb(255, 255, 255);

    /// <summary>The colour as it is written in CSS: <c>#0072b2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    /// <summary>The colour on the way from one to another.</summary>
    internal static Rgb Mix(Rgb a, Rgb b, double t) => new(Mix(a.R, b.R, t), Mix(a.G, b.G, t), Mix(a.B, b.B, t));

    static byte Mix(byte a, byte b, double t) => (byte)Math.Round(a + ((b - a) * t));

    static double Linear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
