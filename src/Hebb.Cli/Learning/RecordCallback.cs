using Hebb.Tracking;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>
/// Writes a training's numbers into the database of runs: the loss of every step (of long trainings, of some), and all numbers of its history. They are there before the checkpoint that
/// knows them, and a resumed training writes those of its checkpoint again: so a kill at any moment leaves no gap.
/// </summary>
sealed class RecordCallback(Run run) : Callback
{
    const int MaxSteps = 2000;

    /// <summary>How long a training waits for its record at a time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, int> written = new(StringComparer.Ordinal);

    public override void OnFitStart(TrainingState state)
    {
        written.Clear();
        Write(state);
    }

    public override void OnStepEnd(TrainingState state)
    {
        long every = Math.Max(1, (state.StepCount ?? 0) / MaxSteps);
        if (state.Step % every != 0) return;
        run.LogMany(state.Step, ("step loss", state.Loss), ("learning rate", state.LearningRate));
    }

    public override void OnValidationEnd(TrainingState state) => Write(state);

    public override void OnEpochEnd(TrainingState state) => Write(state);

    public override void OnFitEnd(TrainingState state) => Write(state);

    // What the history has more than was written.
    void Write(TrainingState state)
    {
        bool any = false;
        foreach ((string name, MetricHistory series) in state.History.Epochs)
        {
            for (int i = written.GetValueOrDefault(name); i < series.Count; i++)
            {
                run.Log(series.Steps[i], name, series.Values[i]);
                if (double.IsInteger(series.Epochs[i])) run.Log(series.Steps[i], "epoch", series.Epochs[i]);
                any = true;
            }

            written[name] = series.Count;
        }

        if (any) run.Flush(Patience);
    }
}
