using System.CommandLine;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb show</c>: what can be shown.</summary>
sealed class ShowCommand : Command
{
    public ShowCommand(Terminal terminal)
        : base("show", "Show what a network or a transform makes of images.")
    {
        Add(new ShowResultsCommand(terminal));
        Add(new ShowTransformCommand(terminal));
    }
}
