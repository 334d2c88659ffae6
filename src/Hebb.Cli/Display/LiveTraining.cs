using System.Diagnostics;
using Hebb.Cli.Model;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Redraws the training in place: the last epochs, the loss so far as a curve, and a progress bar with the time left.</summary>
sealed class LiveTraining(Terminal terminal) : ITrainingDisplay
{
    // Around the rows: the table's heading, rule and blank lines, the bar and the curve.
    const int Rows = 8, Around = 7, MaxCurve = 40;
    static readonly LiveColumn<EpochReport>[] Columns =
    [
        new("epoch", 0, e => $"{e.Epoch}"), new("loss", 2, e => Figures.Loss(e.Loss)), new("train", 3, e => Figures.Percent(e.Train)),
        new("validation", 1, e => Figures.Percent(e.Validation)), new("digits/s", 5, e => Figures.Count(e.SamplesPerSecond)), new("left", 4, e => Figures.Seconds(e.Left)),
    ];

    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(80);

    readonly List<EpochReport> epochs = [];
    readonly List<double> losses = [];
    LiveRegion? live;
    long drawn;

    public TrainingOutcome Show(TrainingSettings settings, int parameters, Func<TrainingOutcome> training)
    {
        terminal.Out.MarkupLine($"[bold]{Markup.Escape(DigitsTitle.Of(settings, parameters))}[/]");
        live = new LiveRegion(terminal.Out);
        live.Draw([new Text("\nstarting …")]);
        TrainingOutcome outcome = training();
        Draw();
        return outcome;
    }

    public void Ended(EpochReport epoch)
    {
        epochs.Add(epoch);
        losses.Add(epoch.Loss);
        if (epochs.Count > Rows) epochs.RemoveAt(0);
        if (Stopwatch.GetElapsedTime(drawn) < Frame) return;
        drawn = Stopwatch.GetTimestamp();
        Draw();
    }

    void Draw()
    {
        if (live is null || epochs.Count == 0) return;
        int width = live.Width, rows = Math.Clamp(live.Height - Around, 1, epochs.Count);
        EpochReport now = epochs[^1];
        Table table = LiveTable.Of([.. epochs.TakeLast(rows)], width, Columns, (e, _) => new Style(e == now ? Color.Default : Color.Grey));
        live.Draw([table, new Text(" "), ProgressLine.Of((double)now.Epoch / now.Epochs, width, $"epoch {now.Epoch} of {now.Epochs}"), Curve(width)]);
    }

    Markup Curve(int width) => new($"  [blue]{Bar.Curve(losses, Math.Min(MaxCurve, width - 9))}[/]  loss");
}
