using System.Globalization;
using Hebb.Cli.Learning;
using Hebb.Plots;
using Hebb.Tracking;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>What <c>hebb runs show</c> prints.</summary>
static class RunReport
{
    const int ChartLines = 8;

    public static void Write(Terminal terminal, RunStore store, RunRecord run)
    {
        IAnsiConsole console = terminal.Out;
        console.MarkupLine($"[bold]{Markup.Escape(Printable.Line(run.Name))}[/]  {run.Id}  {RunsTable.State(run.State)}");
        if (run.Problem is { } problem) Row(terminal, "problem", problem);
        Row(terminal, "began", run.Started.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        if (run.Ended is { } ended) Row(terminal, run.State == RunState.Interrupted ? "last heard" : "ended", ended.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Row(terminal, "duration", NumberFormat.Seconds(run.Duration));
        if (run.Command.Length > 0) Row(terminal, "command", run.Command);
        if (run.Seed is { } seed) Row(terminal, "seed", seed.ToString(CultureInfo.InvariantCulture));
        if (run.Tags.Count > 0) Row(terminal, "tags", string.Join(", ", run.Tags));
        Section(terminal, "Configuration", store.Compare(run.Id).Configuration.Where(s => s.Key != "seed" || run.Seed is null).Select(s => (s.Key, s.Values[0] ?? string.Empty)));
        Metrics(terminal, store, run);
        Section(terminal, "Files", store.Files(run.Id).Select(f => (f.Kind, File.Exists(f.Path) ? ShownPath.Of(f.Path) : $"{ShownPath.Of(f.Path)} (gone)")));
        Section(terminal, "System", store.Facts(run.Id).Select(f => (f.Key, f.Key is Learning.TrainingRecord.FolderFact ? ShownPath.Of(f.Value) : f.Value)));
        if (RunCharts.Loss(store, run) is { } chart)
        {
            console.WriteLine();
            console.Profile.Out.Writer.Write(chart.ToTerminal(terminal.Width, ChartLines, terminal.IsColored));
        }
    }

    static void Metrics(Terminal terminal, RunStore store, RunRecord run)
    {
        if (run.Metrics.Count == 0) return;

        // Where the run says which epoch ended at which step, people want to know the epoch.
        Dictionary<long, double> epochs = run.Metric("epoch") is null ? [] : store.Metric(run.Id, "epoch").ToDictionary(p => p.Step, p => p.Value);
        Heading(terminal, "Metrics");
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string heading in (string[])["metric", "last", "best", "at step", .. epochs.Count > 0 ? (string[])["epoch"] : [], "values"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]") { Alignment = heading == "metric" ? Justify.Left : Justify.Right });
        foreach (MetricSummary metric in run.Metrics.Where(m => m.Name is not "epoch"))
        {
            string[] epoch = epochs.Count == 0 ? [] : [epochs.TryGetValue(metric.BestStep, out double ended) ? NumberFormat.Count(ended) : "–"];
            table.AddRow([Markup.Escape(Printable.Line(metric.Name)), RunsTable.Number(metric.Last), RunsTable.Number(metric.Best), NumberFormat.Count(metric.BestStep), .. epoch, NumberFormat.Count(metric.Count)]);
        }

        terminal.Out.Write(table);
    }

    static void Section(Terminal terminal, string heading, IEnumerable<(string Name, string Text)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0) return;
        Heading(terminal, heading);
        int column = list.Max(row => TextWidth.Of(Printable.Line(row.Name))) + 1;
        foreach ((string name, string text) in list) Row(terminal, name, text, column);
    }

    static void Heading(Terminal terminal, string text)
    {
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine($"[bold]{text}[/]");
    }

    // Past the console, which would break long paths and commands at its width.
    static void Row(Terminal terminal, string name, string text, int column = 11) => terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line($"  {TextWidth.PadRight(Printable.Line(name), column)} {text}".TrimEnd()));
}
