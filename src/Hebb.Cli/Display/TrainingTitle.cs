using Hebb.Vision.Classification;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>The lines above a training: what is trained on what, and how.</summary>
static class TrainingTitle
{
    public static void Write(Terminal terminal, ClassifierTraining training, string folder)
    {
        (TrainingPlan plan, TrainingData data) = (training.Plan, training.Data);
        IAnsiConsole console = terminal.Out;
        Preprocessing input = data.Preprocessing;
        console.MarkupLine($"[bold]{Markup.Escape(Printable.Line(plan.Data))}: {Markup.Escape(Printable.Line(plan.Model))}[/], {NumberFormat.Count(training.Model.ParameterCount)} parameters");
        Row("images", $"{input.Width}×{input.Height}, {(input.Channels == 1 ? "grey" : "colour")}, {data.Train.Classes.Count} classes");
        string test = data.Test is null ? string.Empty : $", {NumberFormat.Count(data.Test.Count)} for the test";
        Row(string.Empty, $"{NumberFormat.Count(data.Train.Count)} training images, {NumberFormat.Count(data.Val.Count)} validation images{test}");
        Row("learning", $"{plan.Epochs} {(plan.Epochs == 1 ? "epoch" : "epochs")}, batches of {plan.BatchSize}, augment {plan.Augment}, seed {plan.Seed}");
        Row(string.Empty, $"{plan.Optimizer} at {NumberFormat.Rate(plan.LearningRate)}, {plan.Schedule}, weight decay {NumberFormat.Rate(plan.WeightDecay)}");
        console.WriteUnbroken(Text("folder", Printable.Line(folder)));
        console.WriteLine();

        void Row(string name, string text) => console.MarkupLine(Text(name, text));
    }
    static string Text(string name, string text) => $"  [grey]{name,-10}[/]{Markup.Escape(text)}";
}
