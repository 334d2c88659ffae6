using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Plots;
using Hebb.Tracking;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb runs plot</c>: the curves of runs.</summary>
sealed class RunsPlotCommand : DocumentedCommand
{
    readonly Argument<string[]> keys = RunsCommand.KeysArgument();
    readonly Option<string?> metric = CheckedOption.Path("--metric", "Only this metric [default: every one that has two values, those of one quantity in one chart].", "NAME");
    readonly Option<string?> file = CheckedOption.Path("--out", "Write a figure (.svg) or a report (.html) instead of drawing here.", "FILE");
    readonly Option<string?> path = RunsCommand.StoreOption();

    public RunsPlotCommand(Terminal terminal)
        : base("plot", "Draw the curves of runs, here or into a file.")
    {
        Add(keys);
        foreach (Option option in (Option[])[metric, file, path]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => [RunsCommand.KeyRemark];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb runs plot last", "Draws the curves of the newest run in the terminal."),
        ("hebb runs plot mlp cnn --metric \"validation accuracy\" --out accuracy.svg", "Writes one metric of two runs as a figure."),
        ("hebb runs plot last --out last.html", "Writes a report with settings, metrics and curves."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string? target = result.GetValue(file), only = result.GetValue(metric);
        string kind = Path.GetExtension(target ?? string.Empty).ToLowerInvariant();
        if (target is not null && kind is not (".svg" or ".html")) throw new UsageException($"--out takes the name of an .svg or .html file; it got '{target}'.", $"--out {CommandText.Path(Path.ChangeExtension(target, ".html"))}");
        if (target is not null) OutputFolder.RequireFor(target);
        using var store = RunStore.Open(result.GetValue(path));
        RunRecord[] runs = [.. result.GetRequiredValue(keys).Select(key => RunsCommand.Get(store, key, this)).DistinctBy(r => r.Id, StringComparer.Ordinal)];
        List<LineChart> charts = RunCharts.Of(store, runs, only);
        if (charts.Count == 0)
        {
            string[] names = [.. runs.SelectMany(r => r.Metrics).Select(m => m.Name).Distinct(StringComparer.Ordinal)];
            if (only is null) throw new HebbException("There is nothing to draw: no metric has two values.", $"hebb runs show {runs[0].Id}");
            throw new HebbException($"There is nothing to draw: no run has two values of '{only}'.", Suggestion.Nearest(only, names) is { } near ? $"Did you mean '{near}'?" : $"There is {(names.Length == 0 ? "no metric" : string.Join(", ", names))}.");
        }

        if (target is null)
        {
            foreach (LineChart chart in charts) terminal.Out.Profile.Out.Writer.Write(chart.ToTerminal(terminal.Width, 12, terminal.IsColored) + "\n");
            return ExitCode.Success;
        }

        if (kind == ".html") RunCharts.Report(store.Compare(runs.Select(r => r.Id)), charts).Save(target);
        else if (charts.Count == 1) charts[0].SaveSvg(target);
        else LearningCurves.Beside(string.Join(", ", runs.Select(r => r.Name)), charts).SaveSvg(target);
        terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line($"saved {target}"));
        return ExitCode.Success;
    }
}
