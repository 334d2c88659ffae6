using Hebb.Images;
using Hebb.Vision.Reading.Drawing;

namespace Hebb.Conformance.Reading;

/// <summary>Twenty photographs without writing, made by formulas: blank pages, and surfaces that people photograph. A reader must find nothing on them.</summary>
public static class Textures
{
    const int Width = 1200, Height = 900;

    /// <summary>Their names, and what makes each.</summary>
    public static IReadOnlyList<(string Name, Func<Image> Make)> All { get; } =
    [
        ("white", () => Draw(_ => 255)),
        ("black", () => Draw(_ => 0)),
        ("grey paper", () => Draw(at => 178 + Grain(at))),
        ("paper in shadow", () => Draw(at => (205 + Grain(at)) * (1 - (0.6 / (1 + Math.Exp(-(at.X + (0.4 * at.Y) - 700) / 40)))))),
        ("gradient", () => Draw(at => 40 + (180 * at.X / Width), 1, 0.9, 0.8)),
        ("lined paper", () => Draw(at => 225 + Grain(at) - (at.Y % 56 < 2.5 ? 70 : 0) - (Math.Abs(at.X - 130) < 1.5 ? 60 : 0))),
        ("squared paper", () => Draw(at => 230 + Grain(at) - (at.Y % 32 < 2 || at.X % 32 < 2 ? 50 : 0))),
        ("crumpled paper", () => Draw(at => 190 + (60 * Ridge(at, 240)) + (30 * Ridge(at, 95)) + Grain(at))),
        ("checker", () => Draw(at => ((int)(at.X / 75) + (int)(at.Y / 75)) % 2 == 0 ? 30 : 225)),
        ("noise", () => Draw(at => 128 + (127 * Speckle(at)))),
        ("clouds", () => Draw(at => 170 + (85 * at.Noise.Fractal(at.X / 260, at.Y / 200, 6)), 0.82, 0.92, 1.06)),
        ("wood", () => Draw(at => 140 + (45 * Math.Sin((at.Y / 9) + (6 * at.Noise.Fractal(at.X / 420, at.Y / 90, 4)))) + (14 * at.Noise.At(at.X / 60, at.Y / 2)), 1.12, 0.86, 0.6)),
        ("cloth", () => Draw(at => 120 + (40 * Math.Sin(at.X * 0.9) * (((int)(at.Y / 7) % 2) == 0 ? 1 : -1)) + (25 * Math.Sin(at.Y * 0.9)) + (10 * Speckle(at)), 0.75, 0.85, 1.15)),
        ("grass", () => Draw(at => 95 + (90 * at.Noise.Fractal((at.X + (14 * at.Noise.At(at.X / 40, at.Y / 55))) / 5, at.Y / 42, 3)) + (25 * at.Noise.Fractal(at.X / 170, at.Y / 170, 3)), 0.72, 1.1, 0.45)),
        ("bricks", () => Draw(Brick, 1.25, 0.8, 0.68)),
        ("tiles", () => Draw(at => at.X % 180 < 7 || at.Y % 180 < 7 ? 105 + Grain(at) : 210 + (8 * at.Noise.At(Math.Floor(at.X / 180) * 5.3, Math.Floor(at.Y / 180) * 3.7)) + Grain(at))),
        ("sand", () => Draw(at => 175 + (35 * at.Noise.At(at.X / 2.2, at.Y / 2.2)) + (14 * at.Noise.Fractal(at.X / 90, at.Y / 40, 3)), 1.08, 0.96, 0.74)),
        ("cork", () => Draw(at => 165 + (60 * Math.Min(0, at.Noise.Fractal(at.X / 16, at.Y / 12, 3) + 0.15)) + (12 * Speckle(at)), 1.1, 0.85, 0.6)),
        ("marble", () => Draw(at => 225 - (110 * Math.Exp(-9 * Math.Abs(at.Noise.Fractal(at.X / 300, at.Y / 180, 5)))) + Grain(at))),
        ("whiteboard", () => Draw(at => 228 + (22 * Math.Exp(-(Square(at.X - 820) + Square(at.Y - 200)) / 30000)) - (9 * Math.Max(0, at.Noise.Fractal(at.X / 210, at.Y / 34, 3))) + (Grain(at) / 3))),
    ];

    static Image Draw(Func<Place, double> level, double red = 1, double green = 1, double blue = 1)
    {
        var pixels = new byte[3 * Width * Height];
        var noise = new ValueNoise(7);
        for (int i = 0; i < Width * Height; i++)
        {
            double light = level(new Place(i % Width, i / Width, noise));
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (Byte(light * red), Byte(light * green), Byte(light * blue));
        }

        return new Image(Width, Height, 3, pixels);
    }

    static byte Byte(double level) => (byte)Math.Clamp(Math.Round(level), 0, 255);

    static double Brick(Place at)
    {
        double row = Math.Floor(at.Y / 74), x = at.X + (row % 2 * 95), along = x % 190, up = at.Y % 74;
        if (along < 10 || up < 10) return 185 + (12 * Speckle(at));
        return 105 + (22 * at.Noise.At(Math.Floor(x / 190) * 3.1, row * 2.3)) + (24 * at.Noise.Fractal(at.X / 12, at.Y / 9, 3));
    }

    static double Grain(Place at) => (4 * at.Noise.Fractal(at.X / 3, at.Y / 3, 2)) + (7 * at.Noise.Fractal(at.X / 160, at.Y / 160, 2)) + (3 * Speckle(at));

    // Independent from pixel to pixel: at the whole numbers the noise is.
    static double Speckle(Place at) => at.Noise.At(at.X + 5000, at.Y + 5000);

    static double Ridge(Place at, double size) => Math.Abs(at.Noise.Fractal(at.X / size, at.Y / size, 3)) - 0.25;

    static double Square(double value) => value * value;

    readonly record struct Place(double X, double Y, ValueNoise Noise);
}
