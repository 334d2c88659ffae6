using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>
/// Lines that the console does not break at its width: commands and paths that are to be copied. Where one is longer than the terminal is wide, the terminal itself goes
/// on in the next row, and still copies it as one line.
/// </summary>
static class UnbrokenLine
{
    /// <summary>Writes a line of markup as one line.</summary>
    public static void WriteUnbroken(this IAnsiConsole console, string markup) => console.Write(new Whole(new Markup(markup + "\n")));

    sealed class Whole(IRenderable text) : Renderable
    {
        const int Endless = 100_000;

        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => text.Render(options, Endless);
    }
}
