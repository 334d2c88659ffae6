namespace Hebb.Cli.Model;

/// <summary>Shows a network learning.</summary>
interface ITrainingDisplay
{
    /// <summary>Runs the training with the display open around it.</summary>
    TrainingOutcome Show(TrainingSettings settings, int parameters, Func<TrainingOutcome> training);

    /// <summary>An epoch has ended.</summary>
    void Ended(EpochReport epoch);
}
