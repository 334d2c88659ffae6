using System.CommandLine;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb data</c>: what can be done with data sets.</summary>
sealed class DataCommand : Command
{
    public DataCommand(Terminal terminal)
        : base("data", "List, fetch and look at data sets.")
    {
        Add(new DataListCommand(terminal));
        Add(new DataFetchCommand(terminal));
        Add(new DataPathCommand(terminal));
        Add(new DataShowCommand(terminal));
    }

    /// <summary>The argument that names a data set.</summary>
    public static Argument<string> NameArgument() => new("name") { Description = "Which data set; 'hebb data list' shows them.", HelpName = "NAME", Arity = ArgumentArity.ExactlyOne };

    /// <summary>The data set of a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static DatasetEntry Find(string name, Command command)
    {
        if (name.StartsWith('-')) throw ParseProblem.Unknown(name, command);
        return DatasetCatalog.Find(name) ?? throw new UsageException(
            $"There is no data set '{name}'.",
            Suggestion.Nearest(name, DatasetCatalog.All.SelectMany(entry => entry.Aliases.Prepend(entry.Name))) is { } near ? $"Did you mean '{HelpPage.Path(command)} {near}'?" : "hebb data list shows them.");
    }
}
