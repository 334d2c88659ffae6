using Hebb.Cli.Model;
using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Which digit was taken for which: rows are the truth, columns the answers; the diagonal is right.</summary>
static class ConfusionMatrix
{
    const int MaxCell = 5, MinCell = 3, Name = 7;

    public static void Write(IAnsiConsole console, Evaluation evaluation, int width)
    {
        int size = Math.Clamp((width - Name) / Evaluation.Classes, MinCell, MaxCell);
        console.MarkupLine("[bold]Truth down, answer across[/]");
        console.WriteLine();
        console.MarkupLine($"[bold]{string.Concat(Digits.Classes.Select(c => c.PadLeft(size))).Insert(0, new string(' ', Name))}[/]");
        for (int truth = 0; truth < Evaluation.Classes; truth++)
        {
            string line = $"[bold]{Digits.Classes[truth],Name}[/]";
            for (int answer = 0; answer < Evaluation.Classes; answer++)
            {
                int times = evaluation.Confused(truth, answer);
                string cell = (times == 0 ? "·" : $"{times}").PadLeft(size);
                line += truth == answer ? $"[green]{cell}[/]" : times == 0 ? $"[grey]{cell}[/]" : $"[red]{cell}[/]";
            }

            console.MarkupLine(line);
        }
    }
}
