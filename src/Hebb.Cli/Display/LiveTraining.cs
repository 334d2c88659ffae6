using System.Diagnostics;
using Hebb.Cli.Model;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>Redraws the training in place: the last epochs, the loss so far as a curve, and a progress bar with the time left.</summary>
sealed class LiveTraining(Terminal terminal) : ITrainingDisplay
{
    const int Rows = 8;
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(80);

    readonly List<EpochReport> epochs = [];
    readonly List<double> losses = [];
    LiveDisplayContext? live;
    long drawn;

    public TrainingOutcome Show(TrainingSettings settings, int parameters, Func<TrainingOutcome> training)
    {
        terminal.Out.MarkupLine($"[bold]{Markup.Escape(DigitsTitle.Of(settings, parameters))}[/]");
        terminal.Out.WriteLine();
        TrainingOutcome? outcome = null;
        terminal.Out.Live(new Text("starting …")).Start(context =>
        {
            live = context;
            context.Refresh();
            outcome = training();
            Draw(context);
        });
        return outcome!;
    }

    public void Ended(EpochReport epoch)
    {
        epochs.Add(epoch);
        losses.Add(epoch.Loss);
        if (epochs.Count > Rows) epochs.RemoveAt(0);
        if (Stopwatch.GetElapsedTime(drawn) < Frame) return;
        drawn = Stopwatch.GetTimestamp();
        Draw(live!);
    }

    void Draw(LiveDisplayContext context)
    {
        if (epochs.Count == 0) return;
        context.UpdateTarget(new Rows(Table(), Progress(epochs[^1])));
        context.Refresh();
    }

    Table Table()
    {
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (string heading in (string[])["epoch", "loss", "train", "validation", "digits/s", "left"])
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).RightAligned().NoWrap());
        for (int i = 0; i < epochs.Count; i++)
        {
            EpochReport e = epochs[i];
            var style = new Style(i == epochs.Count - 1 ? Color.Default : Color.Grey);
            IEnumerable<string> cells = [$"{e.Epoch}", Figures.Loss(e.Loss), Figures.Percent(e.Train), Figures.Percent(e.Validation), Figures.Count(e.SamplesPerSecond), Figures.Seconds(e.Left)];
            table.AddRow(cells.Select(cell => (IRenderable)new Text(cell, style)));
        }

        return table;
    }

    Markup Progress(EpochReport now)
    {
        int width = Math.Min(56, terminal.Width - 24);
        int full = (int)((long)width * now.Epoch / now.Epochs);
        string bar = $"[green]{new string('━', full)}[/][grey]{new string('━', width - full)}[/]";
        return new Markup($"  {bar}  epoch {now.Epoch} of {now.Epochs}\n  [blue]{Bar.Curve(losses, width).PadRight(width)}[/]  loss\n");
    }
}
