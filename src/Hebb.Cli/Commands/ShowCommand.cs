using System.CommandLine;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb show</c>: what can be shown.</summary>
sealed class ShowCommand : Command
{
    public ShowCommand(Terminal terminal)
        : base("show", "Show what a part of Hebb does.") => Add(new ShowTransformCommand(terminal));
}
