using System.Diagnostics;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>A training in plain lines: one for each epoch (about thirty at most), and one now and then within long ones.</summary>
sealed class PlainLearning(Terminal terminal) : ILearningView
{
    const int Lines = 30;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    long spoken = Stopwatch.GetTimestamp();

    public T Show<T>(Func<T> training)
    {
        Line(" epoch      loss   val loss   val accuracy   images/s       left");
        return training();
    }

    public void GoesOn(IReadOnlyList<LearnedEpoch> before)
    {
        foreach (LearnedEpoch epoch in before) Row(epoch, "–");
        Line($"       {(before.Count == 0 ? "resumes in the first epoch" : $"resumes after epoch {before[^1].Epoch}")}");
    }

    public void Moved(LearningMoment now)
    {
        if (Stopwatch.GetElapsedTime(spoken) < Patience) return;
        Line($"{now.Epoch,6}{NumberFormat.Loss(now.Loss),10}{"–",11}{"–",15}{NumberFormat.Count(now.PerSecond),13}{NumberFormat.Seconds(now.Left),11}");
    }

    public void Ended(LearnedEpoch epoch) => Row(epoch, NumberFormat.Seconds(epoch.Left));

    public void Warn(string text) => Warning.Write(terminal, text);

    void Row(LearnedEpoch epoch, string left)
    {
        int every = Math.Max(1, epoch.Epochs / Lines);
        if (epoch.Epoch != 1 && epoch.Epoch != epoch.Epochs && epoch.Epoch % every != 0) return;
        Line($"{epoch.Epoch,6}{NumberFormat.Loss(epoch.Loss),10}{NumberFormat.Loss(epoch.ValLoss),11}{NumberFormat.Percent(epoch.ValAccuracy, 2),15}{NumberFormat.Count(epoch.PerSecond),13}{left,11}");
    }

    void Line(string text)
    {
        spoken = Stopwatch.GetTimestamp();
        terminal.Out.WriteLine(text);
    }
}
