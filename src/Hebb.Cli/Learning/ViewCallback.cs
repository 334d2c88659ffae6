using System.Diagnostics;
using Hebb.Cli.Display;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>Tells a view how a training goes.</summary>
sealed class ViewCallback(ILearningView view, int epochs) : Callback
{
    long started, samplesBefore, stepsBefore;

    public override void OnFitStart(TrainingState state)
    {
        (started, samplesBefore, stepsBefore) = (Stopwatch.GetTimestamp(), state.SampleCount, state.Step);
        if (state.History.ResumedAtStep is not null) view.GoesOn([.. Before(state.History)]);
    }

    public override void OnStepEnd(TrainingState state) => view.Moved(Moment(state));

    public override void OnEpochEnd(TrainingState state)
    {
        LearningMoment now = Moment(state);
        view.Ended(new LearnedEpoch(state.Epoch + 1, epochs, Last(state, "loss"), Last(state, "val_loss"), Last(state, "val_accuracy"), now.PerSecond, now.Left));
    }

    public override void OnWarning(TrainingState state, string message) => view.Warn(message);

    LearningMoment Moment(TrainingState state)
    {
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        long steps = state.Step - stepsBefore, all = state.StepCount ?? (long)epochs * (state.BatchCount ?? 1);
        double left = steps > 0 ? seconds / steps * (all - state.Step) : 0;
        return new LearningMoment(
            state.Epoch + 1, epochs, (double)state.Step / Math.Max(1, all), state.Loss, state.LearningRate, (state.SampleCount - samplesBefore) / Math.Max(seconds, 1e-9), TimeSpan.FromSeconds(Math.Max(0, left)));
    }

    // The epochs of the checkpoint: a number is an epoch's if it was recorded at its end.
    IEnumerable<LearnedEpoch> Before(TrainingHistory history)
    {
        for (int epoch = 1; epoch <= history.EpochCount; epoch++)
        {
            yield return new LearnedEpoch(epoch, epochs, At(history, "loss", epoch), At(history, "val_loss", epoch), At(history, "val_accuracy", epoch), double.NaN, TimeSpan.Zero);
        }
    }

    static double At(TrainingHistory history, string name, int epoch)
    {
        if (!history.Epochs.TryGetValue(name, out MetricHistory? series)) return double.NaN;
        int index = series.Epochs.ToList().LastIndexOf(epoch);
        return index < 0 ? double.NaN : series.Values[index];
    }

    static double Last(TrainingState state, string name) => state.History.Epochs.TryGetValue(name, out MetricHistory? series) ? series.Last : double.NaN;
}
