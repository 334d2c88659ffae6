using System.Globalization;
using Hebb.Tracking;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The table of <c>hebb runs list</c>.</summary>
static class RunsTable
{
    public static void Write(Terminal terminal, IReadOnlyList<RunRecord> runs, DateTimeOffset now)
    {
        if (runs.Count == 0)
        {
            terminal.Out.WriteLine("There are no such runs yet.");
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string heading in (string[])["id", "name", "state", "when", "duration", "best"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]"));
        foreach (RunRecord run in runs)
        {
            string best = run.MainMetric is { } metric ? $"{metric.Name} {Number(metric.Best)}" : string.Empty;
            table.AddRow(run.Id, Markup.Escape(Printable.Line(run.Name)), State(run.State), When(run.Started, now), NumberFormat.Seconds(run.Duration), Markup.Escape(Printable.Line(best)));
        }

        terminal.Out.Write(table);
    }

    /// <summary>A state in its colour.</summary>
    public static string State(RunState state) => state switch
    {
        RunState.Running => "[blue]running[/]",
        RunState.Finished => "[green]finished[/]",
        RunState.Stopped => "[yellow]stopped[/]",
        RunState.Failed => "[red]failed[/]",
        _ => "[red]interrupted[/]",
    };

    /// <summary>A time as a reader would say it.</summary>
    public static string When(DateTimeOffset time, DateTimeOffset now) => (now - time) switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 60 } ago => $"{(int)ago.TotalMinutes} min ago",
        { TotalHours: < 24 } ago => $"{(int)ago.TotalHours} h ago",
        { TotalDays: < 7 } ago => $"{(int)ago.TotalDays} d ago",
        _ => time.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>A metric's value with five digits.</summary>
    public static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
