using System.CommandLine;
using Hebb.Tracking;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb runs export</c>: the metrics of a run for other programs.</summary>
sealed class RunsExportCommand : DocumentedCommand
{
    readonly Argument<string> key = RunsCommand.KeyArgument();
    readonly Option<string?> csv = CheckedOption.Path("--csv", "Write comma-separated values into this file.", "FILE");
    readonly Option<string?> board = CheckedOption.Path("--tensorboard", "Write an event file for TensorBoard into this folder.", "DIR");
    readonly Option<string?> path = RunsCommand.StoreOption();

    public RunsExportCommand(Terminal terminal)
        : base("export", "Write the metrics of a run for other programs.")
    {
        Add(key);
        foreach (Option option in (Option[])[csv, board, path]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => ["Comma-separated values have a row for each step and a column for each metric, with every digit.", RunsCommand.KeyRemark];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb runs export last --csv last.csv", "For a spreadsheet."),
        ("hebb runs export last --tensorboard logs/last", "For 'tensorboard --logdir logs'."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string? table = result.GetValue(csv), folder = result.GetValue(board);
        if (table is null && folder is null) throw new UsageException("'hebb runs export' needs to know what to write.", "--csv FILE or --tensorboard DIR");
        if (table is not null) OutputFolder.RequireFor(table, "--csv");
        if (folder is not null) OutputFolder.Require(folder, "--tensorboard");
        using var store = RunStore.Open(result.GetValue(path));
        RunRecord run = RunsCommand.Get(store, result.GetRequiredValue(key), this);
        if (run.Metrics.Count == 0) throw new HebbException($"The run {run.Id} ({run.Name}) has no metrics.");
        TextWriter output = terminal.Out.Profile.Out.Writer;
        if (table is not null)
        {
            store.ExportCsv(run.Id, table);
            output.WriteLine(Printable.Line($"saved {table}"));
        }

        if (folder is not null) output.WriteLine(Printable.Line($"saved {Path.Combine(folder, Path.GetFileName(store.ExportTensorBoard(run.Id, folder)))}"));
        return ExitCode.Success;
    }
}
