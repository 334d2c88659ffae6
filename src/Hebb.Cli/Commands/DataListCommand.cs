using System.CommandLine;
using Hebb.Cli.Display;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb data list</c>: the data sets that Hebb knows, and whether they are here.</summary>
sealed class DataListCommand : DocumentedCommand
{
    public DataListCommand(Terminal terminal)
        : base("list", "List the data sets, and say which are here.") => SetAction(_ =>
        {
            DatasetTable.Write(terminal.Out);
            return ExitCode.Success;
        });

    public override IReadOnlyList<string> Remarks =>
    [
        "A data set is looked for in the folder of its name below the one that the environment variable HEBB_DATA names, then in Hebb's cache. Nothing is downloaded unless you ask for it "
        + "with 'hebb data fetch'.",
    ];
}
