using System.Diagnostics;
using System.Globalization;
using Hebb.Labs;
using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Runs every experiment, one after the other, and ends with what became of each: a lab whose data is not there is skipped in a line, one that breaks does not stop the others.</summary>
static class LabSuite
{
    enum Outcome
    {
        Passed,
        Missed,
        Ran,
        Skipped,
        Crashed,
    }

    /// <summary>Runs them; <see cref="ExitCode.Failure"/> if one broke, or missed a must that was checked.</summary>
    public static int Run(Terminal terminal, IReadOnlyList<Lab> labs, LabOptions options)
    {
        IAnsiConsole console = terminal.Out;
        var rows = new List<(string Name, Outcome Outcome, string Note, double Seconds)>();
        long begin = Stopwatch.GetTimestamp();
        foreach (Lab lab in labs)
        {
            long start = Stopwatch.GetTimestamp();
            (Outcome outcome, string note) = Try(terminal, lab, options with { Out = Path.Combine(options.Out ?? "hebb-labs", lab.Name) });
            rows.Add((lab.Name, outcome, note, Stopwatch.GetElapsedTime(start).TotalSeconds));
            console.WriteLine();
        }

        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string heading in (string[])["lab", "outcome", "seconds"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]"));
        foreach ((string name, Outcome outcome, string note, double seconds) in rows)
            table.AddRow(Markup.Escape(name), $"{Word(outcome)}{(note.Length == 0 ? string.Empty : Markup.Escape(": " + note))}", seconds.ToString("F1", CultureInfo.InvariantCulture));
        console.Write(table);
        if (options.IsQuick) console.WriteLine("Quick: musts are not checked.");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count} labs in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s: {Count(Outcome.Skipped)} skipped, {Count(Outcome.Crashed)} crashed, {Count(Outcome.Missed)} missed a must."));
        return Count(Outcome.Crashed) + Count(Outcome.Missed) == 0 ? ExitCode.Success : ExitCode.Failure;

        int Count(Outcome outcome) => rows.Count(row => row.Outcome == outcome);
    }

    // Whatever a lab throws is its outcome, but for the wish to stop.
    static (Outcome Outcome, string Note) Try(Terminal terminal, Lab lab, LabOptions options)
    {
        try
        {
            LabResult result = LabDisplay.Run(terminal, lab, options, warns: false);
            return (!result.IsChecked ? Outcome.Ran : result.Passed ? Outcome.Passed : Outcome.Missed, string.Empty);
        }
        catch (Exception problem) when (problem is LabDataException or DatasetMissingException)
        {
            string reason = FirstLine(problem);
            terminal.Out.MarkupLine($"[yellow]skipped:[/] {Markup.Escape(reason)}");
            return (Outcome.Skipped, "its data is not here");
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            string reason = $"{problem.GetType().Name}, {FirstLine(problem)}";
            terminal.Out.MarkupLine($"[bold red]crashed:[/] {Markup.Escape(reason)}");
            return (Outcome.Crashed, reason);
        }
    }

    static string FirstLine(Exception problem) => problem.Message.Split('\n')[0];

    static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "[green]every must met[/]",
        Outcome.Missed => "[bold red]a must missed[/]",
        Outcome.Ran => "[green]ran[/]",
        Outcome.Skipped => "[yellow]skipped[/]",
        _ => "[bold red]crashed[/]",
    };
}
