using System.CommandLine;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb version</c>: the same as <c>hebb --version</c>.</summary>
sealed class VersionCommand : Command
{
    public VersionCommand(Terminal terminal)
        : base("version", "Show the version.") => Action = new VersionLine(terminal);
}
