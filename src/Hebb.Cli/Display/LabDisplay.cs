using Hebb.Labs;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Runs an experiment before the reader's eyes and ends with its table.</summary>
static class LabDisplay
{
    /// <summary>Runs it.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="lab">The experiment.</param>
    /// <param name="options">What was chosen.</param>
    /// <param name="warns">Whether to say which options play no part in it.</param>
    public static LabResult Run(Terminal terminal, Lab lab, LabOptions options, bool warns = true)
    {
        IAnsiConsole console = terminal.Out;
        console.MarkupLine($"[bold]{Markup.Escape(lab.Title)}[/]");
        console.WriteLine(lab.Description);
        foreach (((string name, string? asked), (_, string? standard)) in LabList.Options(options).Zip(LabList.Options(lab.Defaults)))
        {
            if (warns && asked is not null && (name == "--data" ? lab.DataFolders.Count == 0 && standard is null : standard is null)) console.MarkupLine($"[yellow]{name} plays no part in {lab.Name}.[/]");
        }

        console.WriteLine();
        LabResult result = terminal.IsLive ? Live(terminal, lab, options) : lab.Run(new LabContext(lab, options, new PlainLabProgress(console), terminal.Stop));
        console.WriteLine();
        LabTable.Write(console, result);
        return result;
    }

    static LabResult Live(Terminal terminal, Lab lab, LabOptions options)
    {
        using var bars = new LiveBars(terminal.Out);
        return lab.Run(new LabContext(lab, options, new LiveLabProgress(bars), terminal.Stop));
    }
}
