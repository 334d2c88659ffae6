using System.CommandLine;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb data path</c>: where a data set is, for scripts.</summary>
sealed class DataPathCommand : DocumentedCommand
{
    readonly Argument<string> name = DataCommand.NameArgument();
    readonly Option<string?> data = CheckedOption.Path("--data", "Look only in this folder.", "DIR");

    public DataPathCommand(Terminal terminal)
        : base("path", "Print the folder that holds a data set.")
    {
        Add(name);
        Add(data);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("hebb data path mnist", "Prints one line, or fails if it is not here.")];

    int Run(ParseResult result, Terminal terminal)
    {
        DatasetEntry entry = DataCommand.Find(result.GetRequiredValue(name), this);
        if (entry.IsEmbedded) throw new HebbException($"The data set {entry.Name} is part of the program and lies in no folder.", $"hebb data show {entry.Name}");

        // Written past the console, which would break a long path at the width of the terminal.
        terminal.Out.Profile.Out.Writer.WriteLine(DatasetPlaces.Require(entry, result.GetValue(data)));
        return ExitCode.Success;
    }
}
