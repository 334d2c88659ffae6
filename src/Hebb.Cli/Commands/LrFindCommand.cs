using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Classification;
using Spectre.Console;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb lr-find</c>: looks for a learning rate.</summary>
sealed class LrFindCommand : DocumentedCommand
{
    const int ChartHeight = 16;

    readonly TrainingOptions options = new();
    readonly Option<int?> steps = CheckedOption.Whole("--steps", "How many steps to try [default: 100].", 10, 100_000);

    public LrFindCommand(Terminal terminal)
        : base("lr-find", "Look for a learning rate: train some steps while the rate rises, and see where the loss falls fastest.")
    {
        options.AddTo(this);
        Add(steps);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => ["Nothing is saved. The suggestion is where the smoothed loss falls most steeply; a one-cycle schedule takes it well as its largest rate."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("hebb lr-find mnist --model mlp:256,128", "Draws the loss over the learning rate and suggests one.")];

    int Run(ParseResult result, Terminal terminal)
    {
        TrainingPlan plan = TrainingPlan.Of(options.Read(result, this));
        if (plan.Threads is { } threads) Threads.Count = threads;
        var training = new ClassifierTraining(plan, text => Warning.Write(terminal, text), withTest: false);
        LearningRateCurve curve = training.FindLearningRate(result.GetValue(steps) ?? 100);
        LineChart chart = LearningCurves.Of(curve, $"{ShortName.OfData(plan.Data)}: {plan.Model}, {plan.Optimizer}");
        terminal.Out.Profile.Out.Writer.WriteLine(chart.Vertical(curve.Suggestion, "suggestion").ToTerminal(Math.Min(90, terminal.Width), ChartHeight));
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"  suggestion  {NumberFormat.Rate(Rounded(curve.Suggestion))}");
        terminal.Out.WriteUnbroken(Markup.Escape($"  next        {CommandText.Of("train", CommandText.Word(plan.Data), "--learning-rate", NumberFormat.Rate(Rounded(curve.Suggestion)))}"));
        return ExitCode.Success;
    }

    static double Rounded(double rate) => double.Parse(rate.ToString("E1", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
