using Hebb.Cli.Configuration;
using Hebb.Cli.Learning;
using Hebb.Training;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The lines below a training: how good, how long, where it is, what to do next.</summary>
static class TrainingEnding
{
    public static void Write(Terminal terminal, string folder, TrainingPlan plan, TrainingHistory history, double val, Judgement judgement, bool isTest, long bytes)
    {
        IAnsiConsole console = terminal.Out;
        console.WriteLine();
        Row(console, "learned", $"{plan.Epochs} {(plan.Epochs == 1 ? "epoch" : "epochs")} in {Figures.Seconds(history.Elapsed)}");
        string best = history.BestStep == history.StepCount ? string.Empty : $" (best after step {Figures.Count(history.BestStep)}; those weights are saved)";
        Row(console, "held out", $"{Figures.Percent(val, 2)}{best}", isTest ? "default" : "bold green");
        if (isTest) Row(console, "test", $"{Figures.Percent(judgement.Accuracy, 2)} of {Figures.Count(judgement.Pictures.Count)} never seen", "bold green");
        if (judgement.Confusion.MostConfused(1) is [var pair]) Row(console, "confused", $"{judgement.Classes[pair.Label]} is taken for {judgement.Classes[pair.Predicted]} most often ({pair.Count})");
        Row(console, "saved", $"{Path.Combine(folder, Saved.SavedNetwork.WeightsName)} ({Figures.Bytes(bytes)}), with {Saved.SavedNetwork.CardName}");
        Row(console, "report", Path.Combine(folder, RunPlace.ReportName));
        console.WriteLine();
        Row(console, "next", $"hebb eval {folder}");
        Row(console, string.Empty, $"hebb predict --model {folder} PICTURE …");
    }

    public static void WriteStopped(Terminal terminal, string folder, int epoch, int epochs)
    {
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine($"[yellow]Stopped by Ctrl-C in epoch {Math.Min(epoch, epochs)} of {epochs}.[/] What was learned until then is kept.");
        terminal.Out.WriteLine();
        Row(terminal.Out, "next", $"hebb resume {folder}");
    }

    static void Row(IAnsiConsole console, string name, string text, string style = "default") => console.WriteUnbroken($"  {name,-11}[{style}]{Markup.Escape(text)}[/]");
}
