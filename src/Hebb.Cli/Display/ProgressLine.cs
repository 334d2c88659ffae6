using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>A bar with words behind it, in one line of a terminal. What is done and what is not are different characters, so that it shows without colours too.</summary>
static class ProgressLine
{
    const int MinBar = 8, MaxBar = 40, Around = 5;

    /// <summary>The line.</summary>
    /// <param name="part">How much is done, 0 to 1.</param>
    /// <param name="width">The terminal's columns.</param>
    /// <param name="words">What is said, the most important first; the last ones are left out where they do not fit.</param>
    public static IRenderable Of(double part, int width, params ReadOnlySpan<string> words)
    {
        int count = words.Length;
        while (count > 1 && Text(words[..count]).Length + MinBar + Around > width) count--;
        string text = Text(words[..count]);
        int bar = Math.Clamp(width - text.Length - Around, 0, MaxBar);
        if (bar < MinBar) return Note(text, width);
        int full = double.IsNaN(part) ? 0 : (int)(bar * Math.Clamp(part, 0, 1));
        return new Markup($"  [green]{new string('━', full)}[/][grey]{new string('┄', bar - full)}[/]  {Markup.Escape(text)}");
    }

    /// <summary>Words below a bar, cut off where the terminal ends.</summary>
    public static IRenderable Note(string text, int width) => new Markup($"  [grey]{Markup.Escape(TextWidth.Cut(text, Math.Max(2, width - 2)))}[/]");

    static string Text(ReadOnlySpan<string> words) => string.Join("  ", words);
}
