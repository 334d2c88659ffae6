using Hebb.Training;

namespace Hebb.Vision.Classification;

/// <summary>Tells how far a training is after each epoch, and what went wrong without ending it.</summary>
sealed class ProgressCallback(IProgress<EpochProgress>? progress, Action<string> warn) : Callback
{
    public override void OnEpochEnd(TrainingState state) =>
        progress?.Report(new EpochProgress(state.Epoch + 1, state.Trainer.Epochs ?? 0, Last(state, "loss"), Last(state, "val_loss"), Last(state, "val_accuracy"), state.Elapsed));

    public override void OnWarning(TrainingState state, string message) => warn(message);

    static double Last(TrainingState state, string name) => state.History.Epochs.TryGetValue(name, out MetricHistory? series) ? series.Last : double.NaN;
}
