using Hebb.Tracking;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>Writes a training's numbers into the database of runs: the loss of every step (of long trainings, of some), and all numbers of every epoch.</summary>
sealed class RecordCallback(Run run) : Callback
{
    const int MostSteps = 2000;

    public override void OnStepEnd(TrainingState state)
    {
        long every = Math.Max(1, (state.StepCount ?? 0) / MostSteps);
        if (state.Step % every != 0) return;
        run.LogMany(state.Step, ("step loss", state.Loss), ("learning rate", state.LearningRate));
    }

    public override void OnEpochEnd(TrainingState state)
    {
        foreach ((string name, Series series) in state.History.Epochs) run.Log(state.Step, name, series.Last);
        run.Log(state.Step, "epoch", state.Epoch + 1);
    }
}
