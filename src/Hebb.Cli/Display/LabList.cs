using System.Globalization;
using Hebb.Labs;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>What <c>hebb lab --list</c> prints: each experiment, what it does, and the options that it knows with their defaults.</summary>
static class LabList
{
    public static void Write(Terminal terminal)
    {
        foreach (Lab lab in LabCatalog.All) Write(terminal, lab);
    }

    public static void Write(Terminal terminal, Lab lab)
    {
        terminal.Out.MarkupLine($"[bold]{Markup.Escape(lab.Name)}[/]");
        terminal.Out.WriteLine($"    {lab.Description}");
        string options = string.Join(' ', Options(lab.Defaults).Where(o => o.Value is not null).Select(o => $"{o.Name} {o.Value}"));
        if (options.Length > 0) terminal.Out.MarkupLine($"    [grey]{Markup.Escape(options)}[/]");
        terminal.Out.WriteLine();
    }

    /// <summary>The options' names on the command line with their values as text; null where there is none.</summary>
    public static IEnumerable<(string Name, string? Value)> Options(LabOptions options) =>
    [
        ("--epochs", options.Epochs?.ToString(CultureInfo.InvariantCulture)),
        ("--seed", options.Seed?.ToString(CultureInfo.InvariantCulture)),
        ("--learning-rate", options.LearningRate?.ToString(CultureInfo.InvariantCulture)),
        ("--batch-size", options.BatchSize?.ToString(CultureInfo.InvariantCulture)),
        ("--data", options.Data),
    ];
}
