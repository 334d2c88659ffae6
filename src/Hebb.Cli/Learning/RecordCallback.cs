using Hebb.Tracking;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>
/// Writes a training's numbers into the database of runs: the loss of every step (of long trainings, of some), and all numbers of its history. With <see cref="RecordedCheckpoints"/> they
/// are there before the checkpoint that knows them, and a resumed training writes those of its checkpoint again: so a kill at any moment leaves no gap.
/// </summary>
/// <param name="recording">The record, which may still be opening: until it is open, the training does not wait for it.</param>
sealed class RecordCallback(Task<Run> recording) : Callback
{
    const int MaxSteps = 2000;

    readonly Dictionary<string, int> written = new(StringComparer.Ordinal);
    readonly List<(long Step, double Loss, double LearningRate)> early = [];
    TrainingState? now;

    /// <summary>How long a training waits for its record at a time.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(1);

    public override void OnFitStart(TrainingState state)
    {
        written.Clear();
        Write(state);
    }

    public override void OnStepEnd(TrainingState state)
    {
        long every = Math.Max(1, (state.StepCount ?? 0) / MaxSteps);
        if (state.Step % every != 0) return;
        early.Add((state.Step, state.Loss, state.LearningRate));
        if (recording.IsCompleted) Steps(recording.GetAwaiter().GetResult());
    }

    public override void OnValidationEnd(TrainingState state) => Write(state);

    public override void OnEpochEnd(TrainingState state) => Write(state);

    public override void OnFitEnd(TrainingState state)
    {
        Write(state);
        Flush();
    }

    /// <summary>Lets everything that was said until now be in the database, or waits no longer for it.</summary>
    public void Flush()
    {
        Write(recording.GetAwaiter().GetResult()).Flush(Patience);
    }

    void Write(TrainingState state)
    {
        now = state;
        if (recording.IsCompleted) _ = Write(recording.GetAwaiter().GetResult());
    }

    // Steps first, as they came: the record lists metrics in the order in which it first heard of them.
    Run Write(Run run)
    {
        Steps(run);
        if (now is not null) Epochs(run, now);
        return run;
    }

    void Steps(Run run)
    {
        foreach ((long step, double loss, double rate) in early) run.LogMany(step, ("step loss", loss), ("learning rate", rate));
        early.Clear();
    }

    // What the history has more than was written.
    void Epochs(Run run, TrainingState state)
    {
        foreach ((string name, MetricHistory series) in state.History.Epochs)
        {
            for (int i = written.GetValueOrDefault(name); i < series.Count; i++)
            {
                run.Log(series.Steps[i], name, series.Values[i]);
                if (double.IsInteger(series.Epochs[i])) run.Log(series.Steps[i], "epoch", series.Epochs[i]);
            }

            written[name] = series.Count;
        }
    }
}
