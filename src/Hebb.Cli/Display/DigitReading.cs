using Hebb.Cli.Model;
using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>One digit: its image, and beside it the ten probabilities as bars, the answer and the truth marked.</summary>
static class DigitReading
{
    public static void Write(Terminal terminal, int index, int truth, ReadOnlySpan<float> probabilities)
    {
        IAnsiConsole console = terminal.Out;
        int answer = Evaluation.Answer(probabilities, 0);
        bool isRight = answer == truth;
        console.MarkupLine($"[bold]test digit {index}[/]: read as [bold {(isRight ? "green" : "red")}]{Digits.Classes[answer]}[/], which is {(isRight ? "right" : $"wrong; it is a {Digits.Classes[truth]}")}");
        console.WriteLine();
        string[] image = DigitDrawing.Lines(console, Digits.Test.Pixels(index));
        int width = Math.Clamp(terminal.Width - DigitDrawing.Width - 30, 10, 40);
        for (int label = 0; label < probabilities.Length; label++)
        {
            // Ten answers beside eight rows of pixels: the image begins at the second line.
            string left = label >= 1 && label <= image.Length ? image[label - 1] : new string(' ', DigitDrawing.Width);
            string colour = label == answer ? isRight ? "green" : "red" : label == truth ? "yellow" : "grey";
            string note = label == answer ? "answer" : label == truth ? "truth" : string.Empty;
            string line = $"  {left}   {Digits.Classes[label]} [{colour}]{Bar.Of(probabilities[label], width)}[/] {Figures.Percent(probabilities[label]),7}";
            console.MarkupLine(note.Length > 0 ? $"{line}  {note}" : line);
        }

        console.WriteLine();
    }
}
