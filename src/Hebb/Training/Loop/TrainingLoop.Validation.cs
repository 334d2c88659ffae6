using Hebb.Optim;

namespace Hebb.Training;

/// <content>Validations, and what watches their numbers.</content>
sealed partial class TrainingLoop
{
    NewValues monitor;
    PlateauMode mode;
    bool isValidationDue, isBestNew;
    long validatedAt = -1;

    /// <summary>Validates and records; false if it was interrupted, after saving where the training stands.</summary>
    bool Validate()
    {
        GeneratorState[] states = RandomStates.Of(generators);
        foreach (Callback callback in callbacks) callback.OnValidationStart(state);
        using (trainer.Average?.Swap())
        {
            if (validate.Run(validation!, state, int.MaxValue, cancel) is { } numbers)
            {
                foreach ((string name, double value) in numbers) History.AddEpoch("val_" + name, state.Step, state.EpochProgress, value);
                validatedAt = state.Step;
                foreach (Callback callback in callbacks) callback.OnValidationEnd(state);
                return true;
            }
        }

        // As if it had not begun: the resumed training validates here first.
        RandomStates.Restore(generators, states);
        end = StopReason.Cancelled;
        Save();
        return false;
    }

    void RecordTraining()
    {
        if (loss.Count == 0) return;
        double epoch = state.EpochProgress;
        History.AddEpoch("loss", state.Step, epoch, loss.Compute());
        foreach (Metric metric in trainer.TrainMetrics)
        {
            if (metric.Number is { } number) History.AddEpoch(Validation.NameOf(metric), state.Step, epoch, number);
        }
    }

    void Watch()
    {
        foreach (Schedule schedule in trainer.Schedules) schedule.Watch(History);
        if (monitor.Next(History) is not { } value || !MetricGoal.IsBetter(value, History.BestValue, mode)) return;
        History.BestValue = value;
        History.BestStep = state.Step;
        isBestNew = trainer.SaveBest;
    }
}
