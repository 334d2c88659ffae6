using Hebb.Cli.Learning;
using Hebb.Training;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>What a network makes of images, in the terminal: the accuracy, the classes, what is taken for what, the worst mistakes.</summary>
static class JudgementReport
{
    const int MaxRows = 40, MaxCells = 14, MinCell = 4, MistakesShown = 8, MinName = 12, BesideName = 46, ConfusionsShown = 5;

    public static void Write(Terminal terminal, Judgement judgement, string title)
    {
        IAnsiConsole console = terminal.Out;
        console.MarkupLine($"[bold]{Markup.Escape(Printable.Line(title))}[/]");
        console.WriteLine();
        console.MarkupLine($"  accuracy  [bold green]{Figures.Percent(judgement.Accuracy, 2)}[/]  {Figures.Count(judgement.Confusion.CorrectCount)} of {Figures.Count(judgement.Images.Count)} images right");
        if (judgement.Classes.Count > 10) console.WriteLine($"  top 5     {Figures.Percent(judgement.TopK(5), 2)}");
        console.WriteLine($"  loss      {Figures.Loss(judgement.Loss)}");
        console.WriteLine();
        Classes(console, judgement);
        if (judgement.Classes.Count <= MaxCells) Matrix(console, judgement, terminal.Width);
        IReadOnlyList<ConfusedPair> pairs = judgement.Confusion.MostConfused(ConfusionsShown);
        if (pairs.Count > 0)
        {
            console.WriteLine();
            console.MarkupLine("[bold]Taken for another most often[/]");
            foreach (ConfusedPair pair in pairs) console.WriteLine($"  {TextWidth.Cut(judgement.Names[pair.Label], MaxName(console))} as {TextWidth.Cut(judgement.Names[pair.Predicted], MaxName(console))}: {pair.Count}");
        }

        Mistakes(terminal, judgement);
    }

    static void Classes(IAnsiConsole console, Judgement judgement)
    {
        int most = MaxName(console);
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("[bold]class[/]").NoWrap());
        foreach (string heading in (string[])["images", "recall", "precision", "F1"]) table.AddColumn(new TableColumn($"[bold]{heading}[/]").RightAligned().NoWrap());

        // Of very many classes, the worst.
        (int Label, ClassScore Score)[] rows = [.. Enumerable.Range(0, judgement.Classes.Count).Select(c => (c, judgement.Confusion.Score(c)))];
        bool isCut = rows.Length > MaxRows;
        if (isCut) rows = [.. rows.Where(row => row.Score.Support > 0).OrderBy(row => row.Score.F1).Take(MaxRows)];
        foreach ((int label, ClassScore score) in rows)
            table.AddRow(Markup.Escape(TextWidth.Cut(judgement.Names[label], most)), Figures.Count(score.Support), Figures.Percent(score.Recall), Figures.Percent(score.Precision), Figures.Percent(score.F1));
        if (isCut) console.WriteLine($"The {rows.Length} classes that it knows worst, of {judgement.Classes.Count}:");
        console.Write(table);
    }

    static void Matrix(IAnsiConsole console, Judgement judgement, int width)
    {
        int longest = judgement.Names.Max(TextWidth.Of), name = Math.Min(14, longest), cell = Math.Min(Math.Clamp(longest + 1, 5, 9), (width - name - 2) / judgement.Classes.Count);

        // A matrix whose rows are broken says nothing.
        if (cell < MinCell) return;
        console.WriteLine();
        console.MarkupLine("[bold]Truth down, answer across[/]");
        console.WriteLine();
        console.MarkupLine($"[bold]{new string(' ', name + 2)}{string.Concat(judgement.Names.Select(c => Markup.Escape(TextWidth.PadLeft(TextWidth.Cut(c, cell - 1), cell))))}[/]");
        for (int truth = 0; truth < judgement.Classes.Count; truth++)
        {
            string line = $"[bold]  {Markup.Escape(TextWidth.PadRight(TextWidth.Cut(judgement.Names[truth], name), name))}[/]";
            for (int answer = 0; answer < judgement.Classes.Count; answer++)
            {
                long times = judgement.Confusion[truth, answer];
                string text = (times == 0 ? "·" : $"{times}").PadLeft(cell);
                line += truth == answer ? $"[green]{text}[/]" : times == 0 ? $"[grey]{text}[/]" : $"[red]{text}[/]";
            }

            console.MarkupLine(line);
        }
    }

    static void Mistakes(Terminal terminal, Judgement judgement)
    {
        int[] worst = [.. judgement.Worst().Take(MistakesShown)];
        if (worst.Length == 0) return;
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine("[bold]The worst mistakes[/]");
        foreach (int i in worst)
        {
            int answer = judgement.Answer(i);

            // Past the console, which would break long paths.
            terminal.Out.Profile.Out.Writer.WriteLine(
                $"  {judgement.Images.Title(i)}: {judgement.Names[(int)judgement.Images.Labels[i]]}, taken for {judgement.Names[answer]} ({Figures.Percent(judgement.Of(i)[answer])} sure)");
        }
    }

    // What a name may take, so that the figures beside it are not broken.
    static int MaxName(IAnsiConsole console) => Math.Max(MinName, Math.Min(80, console.Profile.Width) - BesideName);
}
