using Hebb.Tracking;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The tables of <c>hebb runs compare</c>.</summary>
static class RunComparisonTable
{
    const string Missing = "–";

    public static void Write(Terminal terminal, RunComparison comparison, bool withEqual)
    {
        IEnumerable<SettingRow> settings = comparison.Configuration.Where(row => withEqual || row.Differs);
        Table table = New("setting", comparison.Runs);
        table.AddRow([Markup.Escape("state"), .. comparison.Runs.Select(r => RunsTable.State(r.State))]);
        table.AddRow([Markup.Escape("duration"), .. comparison.Runs.Select(r => NumberFormat.Seconds(r.Duration))]);
        foreach (SettingRow row in settings)
        {
            string mark = row.Differs ? "≠ " : withEqual ? "  " : string.Empty, style = row.Differs ? "yellow" : "default";
            table.AddRow([Markup.Escape(Printable.Line(mark + row.Key)), .. row.Values.Select(v => v is null ? Missing : $"[{style}]{Markup.Escape(Printable.Line(v))}[/]")]);
        }

        terminal.Out.Write(table);
        int equal = comparison.Configuration.Count(row => !row.Differs);
        if (!withEqual && equal > 0) terminal.Out.WriteLine($"{equal} {(equal == 1 ? "setting is" : "settings are")} equal; --all shows {(equal == 1 ? "it" : "them")}.");
        if (comparison.Metrics.Count == 0) return;
        Table metrics = New("metric", comparison.Runs);
        foreach (MetricRow row in comparison.Metrics.Where(row => row.Name is not "epoch"))
        {
            int best = row.BestRun;
            metrics.AddRow([Markup.Escape(Printable.Line(row.Name)), .. row.Summaries.Select((s, i) => s is null ? Missing : Cell(s, i == best))]);
        }

        terminal.Out.Write(metrics);
    }

    static string Cell(MetricSummary metric, bool isBest)
    {
        string text = Markup.Escape($"{RunsTable.Number(metric.Best)} at {NumberFormat.Count(metric.BestStep)}");
        if (!metric.Best.Equals(metric.Last)) text += Markup.Escape($", last {RunsTable.Number(metric.Last)}");
        return isBest ? $"[bold green]{text} *[/]" : text;
    }

    static Table New(string first, IReadOnlyList<RunRecord> runs)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn($"[bold]{first}[/]"));
        foreach (RunRecord run in runs) table.AddColumn(new TableColumn($"[bold]{Markup.Escape(Printable.Line(run.Name))}[/]\n{run.Id}"));
        return table;
    }
}
