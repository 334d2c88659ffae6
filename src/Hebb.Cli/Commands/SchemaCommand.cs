using System.CommandLine;
using Hebb.Cli.Configuration;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb schema</c>: the JSON schema of configurations.</summary>
sealed class SchemaCommand : DocumentedCommand
{
    public SchemaCommand(Terminal terminal)
        : base("schema", "Print the JSON schema of a training's configuration.") => SetAction(_ =>
        {
            // Past the console, which would break lines.
            terminal.Out.Profile.Out.Writer.WriteLine(ConfigSchema.Text());
            return ExitCode.Success;
        });

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("hebb schema > hebb.schema.json", "For an editor that checks configurations while you write them.")];
}
