using Hebb.Cli.Model;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>Shows the training in plain lines, about twenty of them however many epochs there are.</summary>
sealed class PlainTraining(Terminal terminal) : ITrainingDisplay
{
    const int Lines = 20;

    public TrainingOutcome Show(TrainingSettings settings, int parameters, Func<TrainingOutcome> training)
    {
        terminal.Out.WriteLine(DigitsTitle.Of(settings, parameters));
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("   epoch      loss     train  validation  digits/s      left");
        return training();
    }

    public void Ended(EpochReport epoch)
    {
        int every = Math.Max(1, epoch.Epochs / Lines);
        if (epoch.Epoch != 1 && epoch.Epoch != epoch.Epochs && epoch.Epoch % every != 0) return;
        terminal.Out.WriteLine(
            $"{epoch.Epoch,8}{Figures.Loss(epoch.Loss),10}{Figures.Percent(epoch.Train),10}{Figures.Percent(epoch.Validation),12}"
            + $"{Figures.Count(epoch.SamplesPerSecond),10}{Figures.Seconds(epoch.Left),10}");
    }
}
