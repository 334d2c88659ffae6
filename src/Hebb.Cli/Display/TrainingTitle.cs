using Hebb.Vision.Classification;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The lines above a training: what learns from what, and how.</summary>
static class TrainingTitle
{
    public static void Write(Terminal terminal, ClassifierTraining training, string folder)
    {
        (TrainingPlan plan, LearningData data) = (training.Plan, training.Data);
        IAnsiConsole console = terminal.Out;
        Preprocessing input = data.Preprocessing;
        console.MarkupLine($"[bold]{Markup.Escape(Printable.Line(plan.Data))}: {Markup.Escape(Printable.Line(plan.Model))}[/], {Figures.Count(training.Model.ParameterCount)} parameters");
        Row("images", $"{input.Width}×{input.Height}, {(input.Channels == 1 ? "grey" : "colour")}, {data.Train.Classes.Count} classes");
        string test = data.Test is null ? string.Empty : $", {Figures.Count(data.Test.Count)} for the test";
        Row(string.Empty, $"{Figures.Count(data.Train.Count)} to learn from, {Figures.Count(data.Val.Count)} held out{test}");
        Row("learning", $"{plan.Epochs} {(plan.Epochs == 1 ? "epoch" : "epochs")}, batches of {plan.BatchSize}, augment {plan.Augment}, seed {plan.Seed}");
        Row(string.Empty, $"{plan.Optimizer} at {Figures.Rate(plan.LearningRate)}, {plan.Schedule}, weight decay {Figures.Rate(plan.WeightDecay)}");
        console.WriteUnbroken(Text("folder", Printable.Line(folder)));
        console.WriteLine();

        void Row(string name, string text) => console.MarkupLine(Text(name, text));
    }
    static string Text(string name, string text) => $"  [grey]{name,-10}[/]{Markup.Escape(text)}";
}
