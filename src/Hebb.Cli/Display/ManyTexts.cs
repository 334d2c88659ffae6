using System.Diagnostics;
using System.Globalization;
using Hebb.Cli.Images;
using Hebb.Images;
using Hebb.Vision.Reading;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Several pages: the text of each below its name, a bar meanwhile, and a table at the end.</summary>
sealed class ManyTexts(Terminal terminal, IReadOnlyList<PageSource> pages) : IPageView
{
    readonly LiveBars? bars = terminal.IsLive ? new LiveBars(terminal.Out) : null;
    readonly List<string[]> rows = [];
    readonly long start = Stopwatch.GetTimestamp();

    public void Begins(PageSource source)
    {
        double part = rows.Count / (double)pages.Count;
        string left = rows.Count > 0 ? $"{NumberFormat.Seconds(Stopwatch.GetElapsedTime(start) * ((1 - part) / part))} left" : string.Empty;
        bars?.Move("read", part, [$"{rows.Count} of {pages.Count}", left], Printable.Line(source.Name));
    }

    public void Read(PageSource source, Image image, PageText page, TimeSpan time)
    {
        rows.Add([source.Name, NumberFormat.Count(page.Lines.Count), NumberFormat.Count(Characters(page)), Characters(page) == 0 ? "–" : NumberFormat.Percent(page.Confidence, 0), time.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture)]);
        Say($"== {Printable.Line(source.Name)}");
        foreach (string line in page.Text.Length == 0 ? [] : page.Text.Split('\n')) Say(line);
        Say(string.Empty);
        foreach (string remark in page.Remarks)
        {
            if (bars is not null) bars.Say($"note: {Printable.Line(remark)}");
            else PageRemark.Write(terminal, remark, source.Name);
        }
    }

    public void Failed(PageSource source, Exception problem)
    {
        rows.Add([source.Name, string.Empty, string.Empty, "not read", string.Empty]);
        bars?.Pause();
        _ = Failure.Report(problem, terminal, debug: false);
    }

    public void Ends()
    {
        bars?.Dispose();
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("[bold]file[/]"));
        foreach (string heading in (string[])["lines", "characters", "confidence", "ms"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]").RightAligned().NoWrap());
        foreach (string[] row in rows) table.AddRow([.. row.Select(cell => Markup.Escape(Printable.Line(cell)))]);
        terminal.Out.Write(table);
    }

    static int Characters(PageText page) => page.Lines.Sum(line => line.Words.Sum(word => word.Characters.Count));

    void Say(string line)
    {
        if (bars is not null) bars.Say(line);
        else terminal.Out.Profile.Out.Writer.WriteLine(line);
    }
}
