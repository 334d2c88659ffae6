using Hebb.Tracking;

namespace Hebb.Cli.Model;

/// <summary>Writes every epoch into the database of runs, and lets a display show it.</summary>
sealed class RecordedTraining(ITrainingDisplay display, Run record) : ITrainingDisplay
{
    public TrainingOutcome Show(TrainingSettings settings, int parameters, Func<TrainingOutcome> training) => display.Show(settings, parameters, training);

    public void Ended(EpochReport epoch)
    {
        record.LogMany(epoch.Epoch, ("loss", epoch.Loss), ("train_accuracy", epoch.Train), ("val_accuracy", epoch.Validation));
        display.Ended(epoch);
    }
}
