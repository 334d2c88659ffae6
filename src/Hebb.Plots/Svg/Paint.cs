namespace Hebb.Plots.Svg;

/// <summary>
/// A colour by its part in the figure: one hue on white paper, another on a dark page. A figure on its own uses the first; one inside a page asks the
/// reader's preference through a CSS variable.
/// </summary>
/// <param name="Name">The variable's name; empty for a colour that is the same everywhere.</param>
/// <param name="Light">The colour on white.</param>
/// <param name="Dark">The colour on a dark page.</param>
readonly record struct Paint(string Name, string Light, string Dark)
{
    public static readonly Paint Ink = new("ink", "#1a1c1f", "#eceef1");
    public static readonly Paint Muted = new("muted", "#5b6168", "#a8afb8");
    public static readonly Paint Frame = new("frame", "#8d949c", "#737b85");
    public static readonly Paint Grid = new("grid", "#e4e7ea", "#30353c");
    public static readonly Paint Faint = new("faint", "#f3f4f6", "#1f2329");
    public static readonly Paint Paper = new("paper", "#ffffff", "#15181c");
    public static readonly Paint Right = new("right", "#00785a", "#3fc79f");
    public static readonly Paint Wrong = new("wrong", "#c24e00", "#ff8b47");

    /// <summary>
    /// The colours of series, in order: Okabe and Ito's palette, which stays distinct under every common kind of colour blindness, with the yellow, weak on
    /// white, at the end. Source: M. Okabe, K. Ito, Color Universal Design (2008). Dark pages get the same hues a little lighter.
    /// </summary>
    static readonly Paint[] series =
    [
        new("s1", "#0072b2", "#4aa8e0"), new("s2", "#d55e00", "#f5853f"), new("s3", "#009e73", "#2fc79b"), new("s4", "#cc79a7", "#e09cc2"),
        new("s5", "#e69f00", "#f0b63c"), new("s6", "#56b4e9", "#85ccf5"), new("s7", "#555a60", "#c3c9d0"), new("s8", "#b8aa00", "#f0e442"),
    ];

    /// <summary>How many colours of series there are.</summary>
    public static int SeriesCount => series.Length;

    /// <summary>The colour of series number 0, 1, …; after eight they begin again.</summary>
    public static Paint Series(int index) => series[index % series.Length];

    /// <summary>A colour that is data, with its fellow on dark pages.</summary>
    public static Paint Shade(Rgb light, Rgb dark) => light == dark ? Fixed(light) : new($"{light.ToString()[1..]}-{dark.ToString()[1..]}", light.ToString(), dark.ToString());

    /// <summary>A colour that is data, the same on every page.</summary>
    public static Paint Fixed(Rgb color) => new(string.Empty, color.ToString(), color.ToString());
}
