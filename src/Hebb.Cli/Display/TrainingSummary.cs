using Hebb.Cli.Commands;
using Hebb.Cli.Model;
using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The table below a finished training: how good, how long, where it is.</summary>
static class TrainingSummary
{
    public static void Write(Terminal terminal, TrainingOutcome outcome, TrainingSettings settings, string folder, long bytes)
    {
        IAnsiConsole console = terminal.Out;
        if (outcome.IsStopped)
        {
            console.WriteLine();
            console.MarkupLine($"[yellow]Stopped by Ctrl-C in epoch {outcome.Epochs} of {settings.Epochs}.[/] What was learned until then is saved.");
        }

        console.WriteLine();
        Row(console, "learned", $"{outcome.Epochs} {(outcome.Epochs == 1 ? "epoch" : "epochs")} in {Figures.Seconds(TimeSpan.FromSeconds(outcome.Seconds))}");
        Row(console, "train", $"{Figures.Percent(outcome.Train),7} of {Digits.Train.Count - settings.Validation} digits");
        Row(console, "validation", $"{Figures.Percent(outcome.Validation),7} of {settings.Validation} held out");
        Row(console, "test", $"{Figures.Percent(outcome.Test),7} of {Figures.Count(Digits.Test.Count)} never seen", "bold green");
        Row(console, "saved", $"{In(folder, ModelFiles.WeightsName)} ({Figures.Bytes(bytes)}), {In(folder, ModelFiles.CardName)}");
        console.WriteLine();
        string where = folder is "." ? string.Empty : $" --model {CommandText.Path(folder)}";
        Row(console, "next", $"hebb eval digits{where}");
        Row(console, string.Empty, $"hebb predict digits 0 1 2{where}");
    }

    static string In(string folder, string name) => folder is "." ? name : Printable.Line(Path.Combine(folder, name));

    static void Row(IAnsiConsole console, string name, string text, string style = "default") =>
        console.WriteUnbroken($"  {name,-11}[{style}]{Markup.Escape(text)}[/]");
}
