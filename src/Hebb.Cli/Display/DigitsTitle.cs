using Hebb.Cli.Model;

namespace Hebb.Cli.Display;

/// <summary>The line above a training: what learns.</summary>
static class DigitsTitle
{
    public static string Of(TrainingSettings settings, int parameters) =>
        $"digits: {DigitModel.Describe(settings.Kind, settings.Hidden)}, {Figures.Count(parameters)} parameters, seed {settings.Seed}";
}
