using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Tracking;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb runs list</c>: the runs, the newest first.</summary>
sealed class RunsListCommand : DocumentedCommand
{
    const int Default = 20;

    readonly Option<int?> most = CheckedOption.Whole("--most", $"How many at most [default: {Default}].", 1, int.MaxValue);
    readonly Option<string?> name = CheckedOption.Path("--name", "Only runs of this name.", "NAME");
    readonly Option<string?> tag = CheckedOption.Path("--tag", "Only runs with this tag.", "TAG");
    readonly Option<string?> path = RunsCommand.StoreOption();

    public RunsListCommand(Terminal terminal)
        : base("list", "List the runs, the newest first.")
    {
        foreach (Option option in (Option[])[most, name, tag, path]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "The last column is the best value of the metric that says how good a run is: of the validation set before the test and the training set, accuracy before loss. "
        + "A run that was killed is shown as interrupted.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb runs list", $"The last {Default} runs."),
        ("hebb runs list --tag sweep --most 100", "Runs with a tag."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        using var store = RunStore.Open(result.GetValue(path));
        RunsTable.Write(terminal, store.List(result.GetValue(most) ?? Default, result.GetValue(name), result.GetValue(tag)), DateTimeOffset.UtcNow);
        return ExitCode.Success;
    }
}
