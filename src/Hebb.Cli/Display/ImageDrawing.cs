using System.Globalization;
using System.Text;
using Hebb.Vision.Transforms;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>
/// An image as lines of markup. Small ones take two columns to a pixel, so that pixels are about square; others have two pixels above each other in each character, and are made smaller
/// until they fit. Colours where the terminal has them, shades elsewhere.
/// </summary>
sealed class ImageDrawing
{
    const string Shades = " ░▒▓█";
    const char UpperHalf = '▀';

    // An image's black is a little lighter than that of the terminal, so that its edge can be seen.
    const int Darkest = 40;

    readonly float[] values;
    readonly int channels, height, width, across, down;
    readonly bool isColored, isSmall;

    /// <summary>Draws an image.</summary>
    /// <param name="console">Where it will stand.</param>
    /// <param name="image">[1, channels, height, width]: 0 to 255 if bytes, 0 to 1 if floats.</param>
    /// <param name="most">The columns that it may take.</param>
    public ImageDrawing(IAnsiConsole console, Tensor image, int most)
    {
        isColored = console.Profile.Capabilities.ColorSystem >= ColorSystem.EightBit;
        values = new ToFloat().Apply(image).ToArray<float>();
        (channels, height, width) = (image.Shape[1], image.Shape[2], image.Shape[3]);
        isSmall = 2 * width <= most;
        across = isSmall ? width : Math.Min(width, most);
        down = isSmall ? height : Math.Max(2, height * across / width / 2 * 2);
        Width = isSmall ? 2 * across : across;
        Lines = [.. Enumerable.Range(0, isSmall ? down : down / 2).Select(Line)];
    }

    /// <summary>The columns that it takes.</summary>
    public int Width { get; }

    /// <summary>The lines, each of that width.</summary>
    public IReadOnlyList<string> Lines { get; }

    string Line(int row)
    {
        var line = new StringBuilder();
        for (int x = 0; x < across; x++)
        {
            if (isSmall && isColored) line.Append(CultureInfo.InvariantCulture, $"[on {Color(x, row)}]  [/]");
            else if (isSmall) line.Append(Shade(Bright(x, row)), 2);
            else if (isColored) line.Append(CultureInfo.InvariantCulture, $"[{Color(x, 2 * row)} on {Color(x, 2 * row + 1)}]{UpperHalf}[/]");
            else line.Append(Shade((Bright(x, 2 * row) + Bright(x, 2 * row + 1)) / 2));
        }

        return line.ToString();
    }

    static char Shade(float bright) => Shades[(int)MathF.Round(Math.Clamp(bright, 0, 1) * (Shades.Length - 1))];

    string Color(int x, int y)
    {
        int Level(int channel) => Darkest + (int)MathF.Round(Math.Clamp(At(x, y, channel), 0, 1) * (byte.MaxValue - Darkest));
        return channels >= 3 ? $"rgb({Level(0)},{Level(1)},{Level(2)})" : $"rgb({Level(0)},{Level(0)},{Level(0)})";
    }

    float Bright(int x, int y) => channels >= 3 ? (0.299f * At(x, y, 0)) + (0.587f * At(x, y, 1)) + (0.114f * At(x, y, 2)) : At(x, y, 0);

    // The mean of the pixels that one dot stands for.
    float At(int x, int y, int channel)
    {
        (int left, int right) = Span(x, across, width);
        (int top, int bottom) = Span(y, down, height);
        float sum = 0;
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++) sum += values[(((channel * height) + row) * width) + column];
        }

        return sum / ((right - left) * (bottom - top));
    }

    static (int First, int End) Span(int place, int places, int size) => (place * size / places, Math.Max((place * size / places) + 1, (place + 1) * size / places));
}
