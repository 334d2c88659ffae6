using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Hebb.Cli.Display;
using Spectre.Console;

namespace Hebb.Cli;

/// <summary>Writes the help of a command: usage, commands, arguments, options, remarks, examples.</summary>
sealed class HelpPage(Terminal terminal) : SynchronousCommandLineAction
{
    const int Indent = 2;

    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command);
        return ExitCode.Success;
    }

    /// <summary>The words that call a command: "hebb runs show".</summary>
    public static string Path(Command command)
    {
        string above = command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Path(parent) + " " : string.Empty;
        return above + (command is RootCommand ? "hebb" : command.Name);
    }

    /// <summary>Writes the page.</summary>
    public void Write(Command command)
    {
        Paragraph(command.Description ?? string.Empty, 0);
        Heading("Usage");
        Line(new string(' ', Indent) + Usage(command));
        Section("Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? string.Empty)));
        Section("Arguments", command.Arguments.Where(a => !a.Hidden).Select(a => (Placeholder(a), a.Description ?? string.Empty)));
        Section("Options", Options(command).Select(o => (Label(o), o.Description ?? string.Empty)));
        if (command is DocumentedCommand page)
        {
            foreach (string remark in page.Remarks)
            {
                Line(string.Empty);
                Paragraph(remark, 0);
            }

            Examples(page.Examples);
        }
        else if (command is RootCommand)
        {
            Examples(
            [
                ("hebb read sample", "Reads a handwritten page that is part of the program; photographs of your own are read in the same way."),
                ("hebb train digits", "Trains a network on handwritten digits and saves it in hebb-runs; takes a few seconds."),
                ("hebb predict digits 0 1 2", "Draws three test images with what the network sees in them."),
                ("hebb train photos", "Trains on your own images: one folder of them for each class."),
                ("hebb lab --list", "Lists the experiments."),
                ("hebb train --help", "Every command explains itself."),
            ]);
        }
    }

    static IEnumerable<Option> Options(Command command)
    {
        IEnumerable<Option> own = command.Options.Where(o => !o.Hidden);
        IEnumerable<Option> inherited = command is RootCommand ? [] : Ancestors(command).SelectMany(c => c.Options).Where(o => o.Recursive && !o.Hidden);
        return own.Concat(inherited).OrderBy(o => o.Recursive || o is VersionOption);
    }

    static IEnumerable<Command> Ancestors(Command command) => command.Parents.OfType<Command>().SelectMany(c => Ancestors(c).Prepend(c));

    static string Usage(Command command)
    {
        string usage = Path(command);
        if (command.Subcommands.Count > 0 && command.Arguments.Count == 0) usage += command is RootCommand ? " COMMAND" : $" {string.Join('|', command.Subcommands.Select(c => c.Name))}";
        foreach (Argument argument in command.Arguments)
        {
            string name = Placeholder(argument);
            usage += argument.Arity.MinimumNumberOfValues > 0 ? $" {name}" : $" [{name}]";
        }

        return usage + " [options]";
    }

    static string Placeholder(Argument argument) => argument.HelpName + (argument.Arity.MaximumNumberOfValues > 1 ? " …" : string.Empty);

    static string Label(Option option)
    {
        string names = option switch
        {
            HelpOption => "-h, --help",
            _ => string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name)),
        };
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    void Examples(IReadOnlyList<(string Line, string Meaning)> examples)
    {
        if (examples.Count == 0) return;
        Heading("Examples");
        foreach ((string line, string meaning) in examples)
        {
            terminal.Out.WriteUnbroken($"{new string(' ', Indent)}[green]{Markup.Escape(line)}[/]");
            Paragraph(meaning, Indent + 4);
        }
    }

    void Section(string heading, IEnumerable<(string Name, string Text)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0) return;
        Heading(heading);
        int column = list.Max(row => row.Name.Length) + Indent + 2;
        foreach ((string name, string text) in list)
        {
            string first = (new string(' ', Indent) + name).PadRight(column);
            foreach (string line in Wrap(text, terminal.Width - column))
            {
                Line(first + line);
                first = new string(' ', column);
            }
        }
    }

    void Heading(string text)
    {
        Line(string.Empty);
        terminal.Out.MarkupLine($"[bold]{text}[/]");
    }

    void Paragraph(string text, int indent)
    {
        foreach (string line in Wrap(text, terminal.Width - indent)) Line(new string(' ', indent) + line);
    }

    // Lines are broken here, so that nothing is left for the console to break; spaces at an end would show in a snapshot.
    void Line(string text) => terminal.Out.WriteLine(text.TrimEnd());

    static IEnumerable<string> Wrap(string text, int width)
    {
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
