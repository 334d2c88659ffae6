using System.Globalization;
using Hebb.Images;
using Hebb.Vision.Transforms;

namespace Hebb.Conformance.Reading;

/// <summary>Something that happens to photographs. The same photograph always becomes the same.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Apply">Makes it happen.</param>
public sealed record Stress(string Name, Func<Image, Image> Apply)
{
    const double Degrees = 5;
    const int Quality = 30;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Stress> All { get; } =
    [
        new("blurred", Blur),
        new("noisy", Noise),
        new("in shadow", Shadow),
        Rotated(Degrees),
        Rotated(-Degrees),
        Scaled(0.3),
        Scaled(0.5),
        Scaled(2),
        Scaled(3),
        new("JPEG quality 30", image => Image.Decode(image.ToRgb().Encode("jpg", Quality))),
        new("inverted", Invert),
        Inked("blue ink", 30, 60, 190),
        Inked("red ink", 200, 40, 50),
        Inked("green ink", 30, 130, 60),
    ];

    static Stress Rotated(double degrees) => new(string.Create(CultureInfo.InvariantCulture, $"rotated by {degrees:+0;−0}°"), image => Rotation.Of(image, degrees));

    static Stress Scaled(double factor) => new(
        string.Create(CultureInfo.InvariantCulture, $"scaled × {factor}"),
        image => image.Resize(Math.Max(1, (int)Math.Round(image.Width * factor)), Math.Max(1, (int)Math.Round(image.Height * factor))));

    static Stress Inked(string name, byte red, byte green, byte blue) => new(name, image => Ink.Of(image, red, green, blue));

    // A lens that is a little out of focus: of the sharpness of a photograph 800 pixels wide.
    static Image Blur(Image image)
    {
        double sigma = Math.Max(image.Width, image.Height) / 800.0;
        int kernel = Math.Min((2 * (int)Math.Ceiling(3 * sigma)) + 1, (2 * Math.Min(image.Width, image.Height)) - 1);
        return Image.FromTensor(new GaussianBlur(kernel, sigma).Apply(image.ToTensor()));
    }

    // What a small sensor adds by lamplight: 15 levels.
    static Image Noise(Image image)
    {
        const float Levels = 15;
        var noise = new float[image.Pixels.Length];
        new Generator(1).Normal(noise, 0, Levels);
        return Changed(image, (value, i) => value + noise[i]);
    }

    // The photographer's head and hand: from one corner less light, with a soft edge across the page.
    static Image Shadow(Image image)
    {
        int channels = image.Channels, width = image.Width, height = image.Height;
        return Changed(image, (value, i) =>
        {
            double x = i / channels % width / (double)width, y = i / channels / width / (double)height;
            double edge = 1 / (1 + Math.Exp(-18 * (x + (0.35 * y) - 0.62 + (0.05 * Math.Sin(9 * y)))));
            return value * (1 - (0.25 * y)) * (1 - (0.55 * edge));
        });
    }

    static Image Invert(Image image) => Changed(image, (value, _) => 255 - value);

    // Opacity stays as it is.
    static Image Changed(Image image, Func<byte, int, double> change)
    {
        byte[] pixels = image.Pixels.ToArray();
        bool hasOpacity = image.Channels is 2 or 4;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (hasOpacity && i % image.Channels == image.Channels - 1) continue;
            pixels[i] = (byte)Math.Clamp(Math.Round(change(pixels[i], i)), 0, 255);
        }

        return new Image(image.Width, image.Height, image.Channels, pixels);
    }
}
