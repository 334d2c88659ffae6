using Hebb.Training;
using Hebb.Vision.Classification;
using Hebb.Vision.Insight;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The evaluation of a network in the terminal: the accuracy, the classes, what is taken for what, the worst mistakes.</summary>
static class EvaluationTables
{
    const int MaxRows = 40, MaxCells = 14, MinCell = 4, MistakesShown = 8, MinName = 12, BesideName = 46, ConfusionsShown = 5;

    public static void Write(Terminal terminal, EvaluationReport seen, LabelledImages images, string title)
    {
        IAnsiConsole console = terminal.Out;
        console.MarkupLine($"[bold]{Markup.Escape(Printable.Line(title))}[/]");
        console.WriteLine();
        console.MarkupLine($"  accuracy  [bold green]{NumberFormat.Percent(seen.Accuracy, 2)}[/]  {NumberFormat.Count(seen.CorrectCount)} of {NumberFormat.Count(seen.Count)} images right");
        if (seen.Classes.Count > 10) console.WriteLine($"  top 5     {NumberFormat.Percent(seen.TopAccuracy(5), 2)}");
        console.WriteLine($"  loss      {NumberFormat.Loss(seen.MeanLoss)}");
        console.WriteLine();
        Classes(console, seen);
        if (seen.Classes.Count <= MaxCells) Matrix(console, seen, terminal.Width);
        IReadOnlyList<ConfusedPair> pairs = seen.Confusion.MostConfused(ConfusionsShown);
        if (pairs.Count > 0)
        {
            console.WriteLine();
            console.MarkupLine("[bold]Taken for another most often[/]");
            foreach (ConfusedPair pair in pairs) console.WriteLine($"  {TextWidth.Cut(seen.Classes[pair.Label], MaxName(console))} as {TextWidth.Cut(seen.Classes[pair.Predicted], MaxName(console))}: {pair.Count}");
        }

        Mistakes(terminal, seen, images);
    }

    static void Classes(IAnsiConsole console, EvaluationReport seen)
    {
        int most = MaxName(console);
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("[bold]class[/]").NoWrap());
        foreach (string heading in (string[])["images", "recall", "precision", "F1"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]").RightAligned().NoWrap());

        // Of very many classes, the worst.
        (int Label, ClassScore Score)[] rows = [.. seen.PerClass.Index()];
        bool isCut = rows.Length > MaxRows;
        if (isCut) rows = [.. rows.Where(row => row.Score.Support > 0).OrderBy(row => row.Score.F1).Take(MaxRows)];
        foreach ((int label, ClassScore score) in rows)
            table.AddRow(Markup.Escape(TextWidth.Cut(seen.Classes[label], most)), NumberFormat.Count(score.Support), NumberFormat.Percent(score.Recall), NumberFormat.Percent(score.Precision), NumberFormat.Percent(score.F1));
        if (isCut) console.WriteLine($"The {rows.Length} classes that it knows worst, of {seen.Classes.Count}:");
        console.Write(table);
    }

    static void Matrix(IAnsiConsole console, EvaluationReport seen, int width)
    {
        int longest = seen.Classes.Max(TextWidth.Of), name = Math.Min(14, longest), cell = Math.Min(Math.Clamp(longest + 1, 5, 9), (width - name - 2) / seen.Classes.Count);

        // A matrix whose rows are broken says nothing.
        if (cell < MinCell) return;
        console.WriteLine();
        console.MarkupLine("[bold]Truth down, answer across[/]");
        console.WriteLine();
        console.MarkupLine($"[bold]{new string(' ', name + 2)}{string.Concat(seen.Classes.Select(c => Markup.Escape(TextWidth.PadLeft(TextWidth.Cut(c, cell - 1), cell))))}[/]");
        for (int truth = 0; truth < seen.Classes.Count; truth++)
        {
            string line = $"[bold]  {Markup.Escape(TextWidth.PadRight(TextWidth.Cut(seen.Classes[truth], name), name))}[/]";
            for (int answer = 0; answer < seen.Classes.Count; answer++)
            {
                long times = seen.Confusion[truth, answer];
                string text = (times == 0 ? "·" : $"{times}").PadLeft(cell);
                line += truth == answer ? $"[green]{text}[/]" : times == 0 ? $"[grey]{text}[/]" : $"[red]{text}[/]";
            }

            console.MarkupLine(line);
        }
    }

    static void Mistakes(Terminal terminal, EvaluationReport seen, LabelledImages images)
    {
        SamplePrediction[] worst = [.. seen.ByLoss.Where(one => !one.IsCorrect).Take(MistakesShown)];
        if (worst.Length == 0) return;
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine("[bold]The worst mistakes[/]");

        // Past the console, which would break long paths.
        foreach (SamplePrediction one in worst)
            terminal.Out.Profile.Out.Writer.WriteLine($"  {images.Title(one.Index)}: {seen.Classes[one.Label]}, taken for {seen.Classes[one.Predicted]} ({NumberFormat.Percent(one.Confidence)} sure)");
    }

    // What a name may take, so that the figures beside it are not broken.
    static int MaxName(IAnsiConsole console) => Math.Max(MinName, Math.Min(80, console.Profile.Width) - BesideName);
}
