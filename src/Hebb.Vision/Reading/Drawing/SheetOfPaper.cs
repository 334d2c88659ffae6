using Hebb.Images;

namespace Hebb.Vision.Reading.Drawing;

/// <summary>The sheet on which a page is written, in the light in which it is photographed.</summary>
/// <param name="page">Its size, rules, shadow and seed.</param>
/// <param name="sin">The sine of its turn.</param>
/// <param name="cos">The cosine of its turn.</param>
sealed class SheetOfPaper(PenPage page, double sin, double cos)
{
    const double Graphite = 62, RuleStrength = 0.16;

    readonly ValueNoise noise = new((uint)page.Seed ^ 0x5EEDu);

    /// <summary>The photograph: paper, rules and the pencil's grain, light and shadow, and a little noise of the sensor.</summary>
    public Image Under(InkCanvas ink)
    {
        var pixels = new byte[3 * page.Width * page.Height];
        var sensor = new float[page.Width * page.Height];
        new Generator(page.Seed).Fork(1).Normal(sensor, 0, 1.6f);
        for (int y = 0; y < page.Height; y++)
        {
            for (int x = 0; x < page.Width; x++)
            {
                int i = (y * page.Width) + x;
                double fibre = noise.Fractal(x / 2.3, y / 2.3, 2), paper = 206 + (2.5 * fibre) + (3 * noise.Fractal(x / 210.0, y / 210.0, 2)), rule = Rule(x, y);

                // Graphite stays on the fibres that stand up: a firm line is dense, a light one has gaps.
                double grain = Math.Clamp(0.86 + (0.3 * fibre), 0, 1), cover = ink.Ink[i] * grain, light = Light(x, y);
                double level = (paper * (1 - cover)) + (Graphite * cover);
                pixels[3 * i] = Byte((level * light * 1.005 * (1 - (RuleStrength * 1.5 * rule))) + sensor[i]);
                pixels[(3 * i) + 1] = Byte((level * light * 0.995 * (1 - (RuleStrength * rule))) + sensor[i]);
                pixels[(3 * i) + 2] = Byte((level * light * 0.955 * (1 - (RuleStrength * 0.4 * rule))) + sensor[i]);
            }
        }

        return new Image(page.Width, page.Height, 3, pixels);
    }

    // A lamp from the upper left, darker corners, and a soft shadow across the lower right.
    double Light(double x, double y)
    {
        double u = x / page.Width, v = y / page.Height, corner = (((u - 0.45) * (u - 0.45)) + ((v - 0.4) * (v - 0.4))) * 0.22;
        double shadow = 1 / (1 + Math.Exp(-16 * (u + (0.55 * v) - 1.12 + (0.04 * Math.Sin(7 * v)))));
        return (1.05 - corner - (0.06 * v)) * (1 - (page.Shadow * shadow));
    }

    double Rule(double x, double y)
    {
        if (page.Rules <= 0) return 0;
        double dx = x - (page.Width / 2.0), dy = y - (page.Height / 2.0), row = (page.Height / 2.0) - (sin * dx) + (cos * dy);
        double from = (row - page.Start.Y - 8) % page.Rules, away = Math.Min(Math.Abs(from), page.Rules - Math.Abs(from));
        return Math.Clamp(2 - away, 0, 1);
    }

    static byte Byte(double level) => (byte)Math.Clamp(Math.Round(level), 0, 255);
}
