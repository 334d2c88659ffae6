using System.Diagnostics;
using Hebb.Plots;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hebb.Cli.Display;

/// <summary>Redraws a training in place: the last epochs, the loss as a curve, and a bar with the rate and the time left.</summary>
sealed class LiveLearning(Terminal terminal) : ILearningView
{
    const int Rows = 6, ChartHeight = 9, MostPoints = 400;
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(150);

    readonly List<LearnedEpoch> epochs = [];
    readonly List<string> warnings = [];
    readonly LossCurve losses = new(MostPoints);
    LiveDisplayContext? live;
    LearningMoment moment;
    long drawn;

    public T Show<T>(Func<T> training)
    {
        T? result = default;
        terminal.Out.Live(new Text("the first step …")).AutoClear(false).Start(context =>
        {
            live = context;
            context.Refresh();
            result = training();
            Draw();
        });
        return result!;
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
        Draw();
    }

    public void Warn(string text) => warnings.Add(text);

    void Draw()
    {
        drawn = Stopwatch.GetTimestamp();
        if (live is null || moment.Epochs == 0) return;
        var parts = new List<IRenderable>();
        if (epochs.Count > 0) parts.Add(Table());
        if (losses.Count > 2) parts.Add(new Text(Chart()));
        parts.Add(Progress());
        parts.AddRange(warnings.TakeLast(2).Select(text => new Markup($"[yellow]warning:[/] {Markup.Escape(text)}")));
        live.UpdateTarget(new Rows(parts));
        live.Refresh();
    }

    Table Table()
    {
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (string heading in (string[])["epoch", "loss", "val loss", "val accuracy", "pictures/s"])
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).RightAligned().NoWrap());
        LearnedEpoch best = epochs.MaxBy(e => e.ValAccuracy)!;
        foreach (LearnedEpoch e in epochs.TakeLast(Rows))
        {
            var style = new Style(e == epochs[^1] ? Color.Default : Color.Grey);
            var accuracy = new Text(Figures.Percent(e.ValAccuracy, 2), e == best ? new Style(Color.Green, decoration: Decoration.Bold) : style);
            table.AddRow(new Text($"{e.Epoch}", style), new Text(Figures.Loss(e.Loss), style), new Text(Figures.Loss(e.ValLoss), style), accuracy, new Text(Figures.Count(e.PerSecond), style));
        }

        return table;
    }

    string Chart()
    {
        (double[] x, double[] y) = losses.Points();
        LineChart chart = new LineChart { XTitle = "epoch" }.Line("loss", x, y);
        if (epochs.Count > 1) chart.Line("val loss", epochs.ConvertAll(e => (double)e.Epoch), epochs.ConvertAll(e => e.ValLoss));
        return chart.ToTerminal(Math.Min(78, terminal.Width - 2), ChartHeight);
    }

    Markup Progress()
    {
        int width = Math.Min(40, terminal.Width - 40), full = (int)(width * Math.Clamp(moment.Part, 0, 1));
        string bar = $"[green]{new string('━', full)}[/][grey]{new string('━', width - full)}[/]";
        return new Markup($"\n  {bar}  epoch {moment.Epoch} of {moment.Epochs}  {Figures.Count(moment.PerSecond)} pictures/s  {Figures.Seconds(moment.Left)} left\n");
    }
}
