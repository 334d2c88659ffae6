using System.Diagnostics;
using Hebb.Plots;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>Redraws a training in place: the last epochs, the loss as a curve, and a bar with the rate and the time left. What the terminal has no room for is left out.</summary>
sealed class LiveLearning(Terminal terminal) : ILearningView
{
    const int Rows = 6, FewRows = 3, ChartHeight = 9, MinChartHeight = 4, MaxChartWidth = 78, MaxPoints = 400, MaxWarnings = 2;

    // Around the rows of the table: its heading, the rule beneath and the blank lines above and below. Around the chart: its axis, its title and its legend.
    const int TableFrame = 4, ChartFrame = 4, ProgressLines = 2;
    static readonly LiveColumn<LearnedEpoch> Accuracy = new("val accuracy", 1, e => NumberFormat.Percent(e.ValAccuracy, 2));
    static readonly LiveColumn<LearnedEpoch>[] Columns =
    [
        new("epoch", 0, e => $"{e.Epoch}"), new("loss", 2, e => NumberFormat.Loss(e.Loss)), new("val loss", 3, e => NumberFormat.Loss(e.ValLoss)), Accuracy,
        new("images/s", 4, e => NumberFormat.Count(e.PerSecond)),
    ];

    readonly List<LearnedEpoch> epochs = [];
    readonly List<string> warnings = [];
    readonly LossCurve losses = new(MaxPoints);
    LiveRegion? live;
    LearningMoment moment;
    long drawn;

    /// <summary>The least time between two drawings.</summary>
    public TimeSpan Frame { get; init; } = TimeSpan.FromMilliseconds(150);

    public T Show<T>(Func<T> training)
    {
        live = new LiveRegion(terminal.Out);
        live.Draw([new Text("the first step …")]);
        T result = training();
        Draw();
        return result;
    }

    public void GoesOn(IReadOnlyList<LearnedEpoch> before)
    {
        epochs.AddRange(before);
        foreach (LearnedEpoch epoch in before) losses.Add(epoch.Epoch - 0.5, epoch.Loss);
    }

    public void Moved(LearningMoment now)
    {
        moment = now;
        losses.Add(now.Part * now.Epochs, now.Loss);
        if (Stopwatch.GetElapsedTime(drawn) < Frame) return;
        Draw();
    }

    public void Ended(LearnedEpoch epoch)
    {
        epochs.Add(epoch);
        if (Stopwatch.GetElapsedTime(drawn) >= Frame) Draw();
    }

    public void Warn(string text) => warnings.Add(text);

    void Draw()
    {
        drawn = Stopwatch.GetTimestamp();
        if (live is null || moment.Epochs == 0) return;
        int width = live.Width, room = live.Height - ProgressLines;
        IRenderable[] said = [.. warnings.TakeLast(MaxWarnings).Select(text => new Markup($"[yellow]warning:[/] {Markup.Escape(text)}"))];
        room -= said.Length * 2;

        // A low terminal shows fewer epochs before it gives up the curve, and the curve before the bar.
        int rows = Math.Min(epochs.Count, room >= TableFrame + Rows + ChartFrame + MinChartHeight ? Rows : FewRows);
        if (rows > 0) room -= TableFrame + rows;
        var parts = new List<IRenderable>();
        if (rows > 0 && room >= 0) parts.Add(Table(rows, width));
        if (losses.Count > 2 && room >= ChartFrame + MinChartHeight) parts.Add(new Text(Chart(width, Math.Min(ChartHeight, room - ChartFrame))));
        parts.Add(new Text(" "));
        parts.Add(Progress(width));
        parts.AddRange(said);
        live.Draw(parts);
    }

    Table Table(int rows, int width)
    {
        LearnedEpoch best = epochs.MaxBy(e => e.ValAccuracy)!, last = epochs[^1];
        return LiveTable.Of([.. epochs.TakeLast(rows)], width, Columns, (e, column) =>
            column == Accuracy && e == best ? new Style(Color.Green, decoration: Decoration.Bold) : new Style(e == last ? Color.Default : Color.Grey));
    }

    string Chart(int width, int height)
    {
        (double[] x, double[] y) = losses.Points();
        LineChart chart = new LineChart { XTitle = "epoch" }.Line("loss", x, y);
        if (epochs.Count > 1) chart.Line("val loss", epochs.ConvertAll(e => (double)e.Epoch), epochs.ConvertAll(e => e.ValLoss));
        return chart.ToTerminal(Math.Min(MaxChartWidth, width - 1), height).TrimEnd();
    }

    IRenderable Progress(int width) => ProgressLine.Of(
        moment.Part, width, $"epoch {moment.Epoch} of {moment.Epochs}", $"{NumberFormat.Seconds(moment.Left)} left", $"{NumberFormat.Count(moment.PerSecond)} images/s");
}
