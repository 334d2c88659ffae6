using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>What the reader has to say about a page; it goes to standard error, so that a pipe gets the text alone.</summary>
static class PageRemark
{
    public static void Write(Terminal terminal, string remark, string? file = null) =>
        terminal.Error.MarkupLine($"[blue]note:[/] {(file is null ? string.Empty : Markup.Escape(Printable.Line(file)) + ": ")}{Markup.Escape(Printable.Line(remark))}");
}
