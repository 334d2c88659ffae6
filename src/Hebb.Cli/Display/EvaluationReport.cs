using Hebb.Cli.Model;
using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>What <c>hebb eval digits</c> prints: the accuracy, the classes, the confusions, the surest mistakes.</summary>
static class EvaluationReport
{
    const int MistakesShown = 4;
    const int ConfusionsShown = 3;

    public static void Write(Terminal terminal, ModelCard card, Evaluation evaluation)
    {
        IAnsiConsole console = terminal.Out;
        console.MarkupLine($"[bold]digits: {DigitModel.Describe(card.Architecture.Kind, card.Architecture.Hidden)}[/], {card.Training.Epochs} epochs, seed {card.Training.Seed}");
        console.WriteLine();
        console.MarkupLine($"  accuracy  [bold green]{Figures.Percent(evaluation.Accuracy)}[/]  {Figures.Count(evaluation.Right)} of {Figures.Count(evaluation.Total)} test digits right");
        console.WriteLine();
        Classes(console, evaluation);
        console.WriteLine();
        ConfusionMatrix.Write(console, evaluation, terminal.Width);
        var worst = evaluation.Mistakes().Take(MistakesShown).ToList();
        if (worst.Count == 0) return;
        console.WriteLine();
        string often = string.Join(", ", evaluation.Confusions().Take(ConfusionsShown).Select(c => $"{c.Truth} as {c.Prediction} ({c.Times})"));
        console.WriteLine($"Taken for another most often: {often}");
        console.WriteLine();
        console.MarkupLine("[bold]The mistakes it was surest of[/]");
        console.WriteLine();
        Mistakes(terminal, worst);
    }

    static void Classes(IAnsiConsole console, Evaluation evaluation)
    {
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (string heading in (string[])["digit", "tested", "right", "recall", "precision", "F1"])
            table.AddColumn(new TableColumn($"[bold]{heading}[/]").RightAligned().NoWrap());
        for (int c = 0; c < Evaluation.Classes; c++)
        {
            table.AddRow(
                Digits.Classes[c],
                $"{evaluation.Support(c)}",
                $"{evaluation.Confused(c, c)}",
                Part(evaluation.Recall(c)),
                Part(evaluation.Precision(c)),
                Part(evaluation.F1(c)));
        }

        console.Write(table);
    }

    static string Part(double value) => double.IsNaN(value) ? "–" : Figures.Percent(value);

    static void Mistakes(Terminal terminal, List<(int Index, int Truth, int Prediction, double Sure)> worst)
    {
        // As many beside each other as the width holds, with three columns between them.
        int fit = Math.Max(1, (terminal.Width - 2) / (DigitDrawing.Width + 3));
        foreach (var row in worst.Chunk(fit))
        {
            string[][] images = [.. row.Select(m => DigitDrawing.Lines(terminal.Out, Digits.Test.Pixels(m.Index)))];
            Beside(terminal.Out, row.Select(m => $"digit {m.Index}"));
            for (int y = 0; y < Digits.Side; y++) terminal.Out.MarkupLine("  " + string.Join("   ", images.Select(p => p[y])));
            Beside(terminal.Out, row.Select(m => $"{Figures.Percent(m.Sure)} sure: {m.Prediction}"));
            Beside(terminal.Out, row.Select(m => $"truth: {m.Truth}"));
            terminal.Out.WriteLine();
        }
    }

    static void Beside(IAnsiConsole console, IEnumerable<string> texts) =>
        console.WriteLine(("  " + string.Concat(texts.Select(t => t.PadRight(DigitDrawing.Width + 3)))).TrimEnd());
}
