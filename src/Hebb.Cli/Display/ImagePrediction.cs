using Hebb.Vision.Classification;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>One image of a data set: drawn, and beside it the probabilities of the classes as bars, the predicted class and the true one marked.</summary>
static class ImagePrediction
{
    const int MaxDrawing = 32, MaxName = 16, Around = 16;

    public static void Write(Terminal terminal, LabelledImages images, int index, Prediction seen, int shown)
    {
        IAnsiConsole console = terminal.Out;
        int label = (int)images.Labels[index], predicted = seen.BestClass;
        string[] names = [.. images.Classes.Select(Printable.Line)];
        bool isRight = predicted == label;
        string verdict = isRight ? "[green]right[/]" : $"[red]wrong[/], it is {Markup.Escape(names[label])}";
        console.WriteUnbroken($"[bold]{Markup.Escape(Printable.Line(images.Name))} {Markup.Escape(images.Title(index))}[/]: [bold]{Markup.Escape(names[predicted])}[/], {verdict}");
        console.WriteLine();
        var drawing = new ImageDrawing(console, images.Samples.Take([index]).Input, MaxDrawing);

        // All classes in their order, or the likeliest.
        float[] values = [.. seen.Probabilities];
        int[] rows = shown >= values.Length ? [.. Enumerable.Range(0, values.Length)] : [.. Enumerable.Range(0, values.Length).OrderByDescending(c => values[c]).ThenBy(c => c).Take(shown)];
        int name = Math.Min(MaxName, rows.Max(c => TextWidth.Of(names[c]))), width = Math.Clamp(terminal.Width - drawing.Width - name - Around - 8, 8, 40);

        // The shorter of the two stands in the middle.
        int lines = Math.Max(rows.Length, drawing.Lines.Count), above = (lines - rows.Length) / 2, over = (lines - drawing.Lines.Count) / 2;
        for (int line = 0; line < lines; line++)
        {
            int row = line - above, part = line - over;
            string left = part >= 0 && part < drawing.Lines.Count ? drawing.Lines[part] : new string(' ', drawing.Width);
            string right = row < 0 || row >= rows.Length ? string.Empty : Bars(rows[row]);
            console.WriteUnbroken($"  {left}   {right}".TrimEnd());
        }

        console.WriteLine();

        string Bars(int c)
        {
            string color = c == predicted ? isRight ? "green" : "red" : c == label ? "yellow" : "grey", note = c == predicted ? "  predicted" : c == label ? "  truth" : string.Empty;
            return $"{Markup.Escape(TextWidth.PadRight(TextWidth.Cut(names[c], name), name))} [{color}]{Bar.Of(values[c], width)}[/] {NumberFormat.Percent(values[c]),7}{note}";
        }
    }
}
