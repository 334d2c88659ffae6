using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Tracking;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb runs compare</c>: runs side by side.</summary>
sealed class RunsCompareCommand : DocumentedCommand
{
    const int Max = 6;

    readonly Argument<string[]> keys = RunsCommand.KeysArgument();
    readonly Option<bool> all = new("--all") { Description = "Show the settings that are equal, too." };
    readonly Option<string?> path = RunsCommand.StoreOption();

    public RunsCompareCommand(Terminal terminal)
        : base("compare", "Put runs side by side: what differs in their settings, and what came of it.")
    {
        Add(keys);
        Add(all);
        Add(path);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => [$"Up to {Max} runs fit beside each other. The best value of each metric is shown with the step where it was reached; a star marks the best run.", RunsCommand.KeyRemark];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb runs compare last last~1", "The newest run and the one before it."),
        ("hebb runs compare mlp cnn --all", "The newest runs of two names, with all settings."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string[] chosen = result.GetRequiredValue(keys);
        if (chosen.Length > Max) throw new UsageException($"'hebb runs compare' puts up to {Max} runs side by side; it got {chosen.Length}.", "hebb runs plot draws the curves of more.");
        using var store = RunStore.Open(result.GetValue(path));
        string[] ids = [.. chosen.Select(key => RunsCommand.Get(store, key, this).Id)];
        if (ids.Length < 2) throw new UsageException("'hebb runs compare' needs two runs or more.", CommandText.Of("runs", "compare", chosen[0], chosen[0] is "last" ? "last~1" : "last"));
        RunComparisonTable.Write(terminal, store.Compare(ids), result.GetValue(all));
        return ExitCode.Success;
    }
}
