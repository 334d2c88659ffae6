using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>A digit as eight lines of markup, two columns to a pixel so that pixels are about square: greys where there are colours, shades elsewhere.</summary>
static class DigitDrawing
{
    /// <summary>Columns that an image takes.</summary>
    public const int Width = 2 * Digits.Side;

    const string Shades = " ░▒▓█";

    public static string[] Lines(IAnsiConsole console, ReadOnlySpan<byte> pixels)
    {
        bool isColoured = console.Profile.Capabilities.ColorSystem >= ColorSystem.EightBit;
        var lines = new string[Digits.Side];
        for (int y = 0; y < Digits.Side; y++)
        {
            for (int x = 0; x < Digits.Side; x++)
            {
                int ink = pixels[y * Digits.Side + x];
                lines[y] += isColoured ? Grey(ink) : new string(Shades[(ink * (Shades.Length - 1) + Digits.FullInk / 2) / Digits.FullInk], 2);
            }
        }

        return lines;
    }

    // White chalk on a dark board; the board is a little lighter than black so that its edge can be seen. Colours 232 to 255 are a ramp of greys on every
    // terminal with 256 colours, whatever its theme.
    static string Grey(int ink) => $"[on {235 + ink * (255 - 235) / Digits.FullInk}]  [/]";
}
