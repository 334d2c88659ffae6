using System.Globalization;
using Hebb.Cli.Commands;
using Hebb.Cli.Learning;
using Hebb.Training;
using Hebb.Vision.Classification;
using Hebb.Vision.Insight;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The lines below a training: how good, how long, where it is, what to do next.</summary>
static class TrainingEnding
{
    public static void Write(Terminal terminal, string folder, TrainingPlan plan, TrainingHistory history, LearnedWeights weights, EvaluationReport seen, LabelledImages images, bool isTest, long bytes, bool isReported)
    {
        IAnsiConsole console = terminal.Out;
        console.WriteLine();
        Row(console, "learned", $"{plan.Epochs} {(plan.Epochs == 1 ? "epoch" : "epochs")} in {NumberFormat.Seconds(history.Elapsed)}");
        Row(console, "validation", Validation(weights), isTest ? "default" : "bold green");
        if (isTest) Row(console, "test", $"{NumberFormat.Percent(seen.Accuracy, 2)} of {NumberFormat.Count(seen.Count)} never seen", "bold green");
        if (seen.Confusion.MostConfused(1) is [var pair]) Row(console, "confused", $"{seen.Classes[pair.Label]} is taken for {seen.Classes[pair.Predicted]} most often ({pair.Count})");
        Row(console, "saved", $"{Printable.Line(Path.Combine(folder, ClassifierFiles.WeightsName))} ({NumberFormat.Bytes(bytes)})");
        if (isReported) Row(console, "report", Printable.Line(Path.Combine(folder, RunDirectory.ReportName)));
        console.WriteLine();
        Row(console, "next", CommandText.Of("eval", CommandText.Word(folder)));
        string[] some = images.Paths is { Count: > 0 } paths ? [CommandText.Word(paths[0])] : [plan.Data, "0", "1", "2"];
        Row(console, string.Empty, CommandText.Of(["predict", "--model", CommandText.Word(folder), .. some]));
    }

    /// <summary>How good the weights are that were saved, and which they are.</summary>
    public static string Validation(LearnedWeights weights) =>
        NumberFormat.Percent(weights.Val, 2) + (weights.IsLast ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" (best after epoch {weights.Epoch:0.##}; those weights are saved)"));

    public static void WriteStopped(Terminal terminal, string folder, int epoch, int epochs)
    {
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine($"[yellow]Stopped by Ctrl-C in epoch {Math.Min(epoch, epochs)} of {epochs}.[/] What was learned until then is kept.");
        terminal.Out.WriteLine();
        Row(terminal.Out, "next", CommandText.Of("resume", CommandText.Word(folder)));
    }

    static void Row(IAnsiConsole console, string name, string text, string style = "default") => console.WriteUnbroken($"  {name,-11}[{style}]{Markup.Escape(text)}[/]");
}
