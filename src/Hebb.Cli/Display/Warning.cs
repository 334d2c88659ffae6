using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Something that the reader should know and that stops nothing; it goes to standard error.</summary>
static class Warning
{
    public static void Write(Terminal terminal, string text) => terminal.Error.MarkupLine($"[yellow]warning:[/] {Markup.Escape(Printable.Line(text.Replace("\n  help: ", " ", StringComparison.Ordinal)))}");
}
