using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Tracking;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb runs show</c>: all about a run.</summary>
sealed class RunsShowCommand : DocumentedCommand
{
    readonly Argument<string> key = RunsCommand.KeyArgument();
    readonly Option<string?> path = RunsCommand.StoreOption();

    public RunsShowCommand(Terminal terminal)
        : base("show", "Show a run: its settings, its metrics, its files, its curve.")
    {
        Add(key);
        Add(path);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => [RunsCommand.KeyRemark];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb runs show last", "The newest run."),
        ("hebb runs show k3f9", "The run whose id begins with k3f9."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        using var store = RunStore.Open(result.GetValue(path));
        RunReport.Write(terminal, store, RunsCommand.Get(store, result.GetRequiredValue(key), this));
        return ExitCode.Success;
    }
}
