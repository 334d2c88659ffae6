using System.Globalization;

namespace Hebb.Plots;

/// <summary>
/// A map from 0 … 1 to colours, between evenly spaced control colours. All that are here are readable for the colour-blind and grow evenly in lightness
/// (the diverging one from its middle outwards).
/// </summary>
public sealed class ColorMap
{
    readonly Rgb[] stops;

    ColorMap(string name, string stops, bool isDiverging = false)
    {
        Name = name;
        IsDiverging = isDiverging;
        this.stops = new Rgb[stops.Length / 6];
        for (int i = 0; i < this.stops.Length; i++)
        {
            int value = int.Parse(stops.AsSpan(6 * i, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            this.stops[i] = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        }
    }

    /// <summary>Dark violet over green to yellow. Source: S. van der Walt and N. Smith, matplotlib 1.5 (2015); the sixteen evenly spaced colours of its table.</summary>
    public static ColorMap Viridis { get; } = new("viridis", "440154481a6c472f7d414487" + "39568c31688e2a788e23888e" + "1f988b22a88435b77954c568" + "7ad151a5db36d2e21bfde725");

    /// <summary>Dark blue over grey to yellow; looks the same to nearly everyone. Source: J. Nuñez, C. Anderton, R. Renslow, PLoS ONE 13(7), 2018.</summary>
    public static ColorMap Cividis { get; } = new("cividis", "00224e00306f2a3f6d434e6c" + "575c6d6a6c71" + "7d7c788e8c78a69d75bcaf6f" + "d3c164ebd457fee838");

    /// <summary>Black to white.</summary>
    public static ColorMap Gray { get; } = new("gray", "000000ffffff");

    /// <summary>White to black: ink on paper.</summary>
    public static ColorMap Ink { get; } = new("ink", "ffffff000000");

    /// <summary>White to dark blue, for shares and counts that are printed in the cells.</summary>
    public static ColorMap Blues { get; } = new("blues", "f7fbffdceaf6b5d4e986bcdc549eca2b7cb80a5a9c083370");

    /// <summary>Blue for negative, nearly white for zero, vermillion for positive: weights and differences. Source of the ends: Okabe and Ito's palette.</summary>
    public static ColorMap Diverging { get; } = new("diverging", "00446f0072b25ea6d3b3d4e9f7f7f7f6c7a4e99150d55e007f3500", isDiverging: true);

    // The same on dark pages: zero is nearly the page, and what was dark is bright.
    static readonly ColorMap bluesOnDark = new("blues on dark", "1b2129" + "1d3346" + "1f4a6b" + "246595" + "2f83bf" + "56a6de" + "9fd2f7"),
        divergingOnDark = new("diverging on dark", "8fcdf54aa8e02078ab1f4a63262b315f391fab591df5853fffc39a", isDiverging: true);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether the middle of the map stands for zero, so that values are scaled symmetrically around it.</summary>
    public bool IsDiverging { get; }

    /// <summary>The map for dark pages, where one that is nearly white in a place would glare; most maps are their own.</summary>
    internal ColorMap OnDark => ReferenceEquals(this, Blues) ? bluesOnDark : ReferenceEquals(this, Diverging) ? divergingOnDark : this;

    /// <summary>The colour of a number; beyond the ends, the end's; NaN is a middle grey.</summary>
    /// <param name="t">0 … 1.</param>
    public Rgb At(double t)
    {
        if (double.IsNaN(t)) return new Rgb(128, 128, 128);
        double place = Math.Clamp(t, 0, 1) * (stops.Length - 1);
        int i = Math.Min((int)place, stops.Length - 2);
        return Rgb.Mix(stops[i], stops[i + 1], place - i);
    }
}
