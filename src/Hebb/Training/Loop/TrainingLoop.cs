using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Training;

/// <summary>One run of a trainer, from its beginning or from a checkpoint to its end.</summary>
sealed partial class TrainingLoop
{
    readonly Trainer trainer;
    readonly CancellationToken cancel;
    readonly TrainingState state;
    readonly Callback[] callbacks;
    readonly Parameter[] parameters;
    readonly Validation validate;
    readonly ICheckpointStore? store;
    readonly Generator[] generators;
    BatchSource train;
    BatchSource? validation;
    StopReason? end;

    public TrainingLoop(Trainer trainer, IEnumerable<Batch> train, IEnumerable<Batch>? validation, CancellationToken cancel)
    {
        this.trainer = trainer;
        this.cancel = cancel;
        this.train = BatchSource.Of(train);
        this.validation = validation is null || trainer.ValidateEvery == Interval.Never ? null : BatchSource.Of(validation);
        state = new TrainingState(trainer);
        callbacks = [.. trainer.Callbacks];
        parameters = [.. trainer.Optimizer.ParameterGroups.SelectMany(group => group.Parameters)];
        validate = new Validation(trainer);
        store = trainer.FastDevRun ? null : trainer.Checkpoints;
        var all = new HashSet<Generator>(ReferenceEqualityComparer.Instance) { Generator.Default };
        all.UnionWith(this.train.Generators);
        if (this.validation is not null) all.UnionWith(this.validation.Generators);
        all.UnionWith(trainer.Model.Generators());
        all.UnionWith(trainer.Generators);
        generators = [.. all];
        before = new GeneratorState[generators.Length];
    }

    bool HasValidation => validation is not null;

    TrainingHistory History => state.History;

    public TrainingHistory Run()
    {
        using IDisposable? claim = store?.Open();
        int threads = Threads.Count;
        try
        {
            Begin();
            while (end is null) RunEpoch();
            Finish();
            return History;
        }
        catch (Exception problem)
        {
            foreach (Callback callback in callbacks) callback.OnException(state, problem);
            throw;
        }
        finally
        {
            if (trainer.Deterministic) Threads.Count = threads;
        }
    }

    void Begin()
    {
        CheckNames();
        if (trainer.Seed is { } seed) Generator.Default.Reseed(seed);
        if (store is not null && !trainer.Resume && !store.IsEmpty)
            throw new CheckpointException("The store holds checkpoints of another run, and this one would mix with them.", "Set Resume = true to resume that run, or use a fresh folder (CheckpointFolder.Clear() empties an old one).");
        Checkpoint? last = trainer.Resume ? store?.LoadLast() : null;
        if (trainer.OverfitBatches > 0 || trainer.FastDevRun) HoldBatches(last);
        if (last is null)
        {
            foreach (Schedule schedule in trainer.Schedules) schedule.Begin();
            state.StartClock(TimeSpan.Zero);
        }
        else
        {
            Restore(last);
        }

        // A model left in evaluation mode trains nothing as it should; parts that were put there on purpose stay.
        if (!trainer.Model.IsTraining) trainer.Model.Train();
        PlanSteps();
        CheckSchedules();
        foreach (Callback callback in callbacks) callback.OnFitStart(state);
        if (last is null) CheckSanity();
        else if (IsOver() is { } over) end = over;
    }

    // The number of batches may be known after the first epoch only.
    void PlanSteps()
    {
        state.BatchCount = train.Count ?? state.BatchCount;
        if (trainer.FastDevRun) state.StepCount = 1;
        else if (trainer.Epochs is { } epochs && state.BatchCount is { } count) state.StepCount = Math.Min(trainer.Steps ?? long.MaxValue, epochs * (((long)count + trainer.Accumulate - 1) / trainer.Accumulate));
        else state.StepCount = trainer.Steps;
    }

    // Where nothing else may end the training before its plan does.
    void CheckSchedules()
    {
        if (trainer.FastDevRun || trainer.TimeLimit is not null || callbacks.Any(callback => callback is EarlyStopping)) return;
        foreach (Schedule schedule in trainer.Schedules) schedule.CheckRoom(state.StepCount - state.Step, trainer.Steps is null ? trainer.Epochs - state.Epoch : null);
    }

    void HoldBatches(Checkpoint? last)
    {
        if (last is not null) RandomStates.Restore(generators, RandomStates.Load(last.Section("random"), "held", generators.Length));
        held = RandomStates.Of(generators);
        int count = trainer.FastDevRun ? 1 : trainer.OverfitBatches;
        train = train.First(count);
        if (train.Count == 0) throw NoBatches();
        if (trainer.FastDevRun) validation = validation?.First(1);
        else if (validation is not null) validation = train;
    }

    void CheckSanity()
    {
        if (validation is null || trainer.SanityBatches == 0) return;
        GeneratorState[] states = RandomStates.Of(generators);
        validate.Run(validation, null, trainer.SanityBatches, cancel);
        RandomStates.Restore(generators, states);
    }

    void CheckNames()
    {
        List<string> known = ["loss", .. trainer.TrainMetrics.Select(Validation.NameOf)];
        if (HasValidation) known.AddRange(["val_loss", .. trainer.Metrics.Select(metric => "val_" + Validation.NameOf(metric))]);
        foreach (Callback callback in callbacks) known.AddRange(callback.RecordedNames);
        monitor = new NewValues(trainer.Monitor ?? (HasValidation ? "val_loss" : "loss"));
        mode = trainer.MonitorMode ?? MetricGoal.Of(monitor.Name);
        foreach (string name in callbacks.SelectMany(callback => callback.WatchedNames).Concat(trainer.Schedules.Select(schedule => schedule.Metric).OfType<string>()).Append(monitor.Name))
        {
            if (known.Contains(name)) continue;
            string why = !HasValidation && name.StartsWith("val_", StringComparison.Ordinal) ? " There is no validation data: Fit(train, validation)." : string.Empty;
            throw new ArgumentException($"Something watches '{name}', which this training does not record; it records {string.Join(", ", known)}.{why}");
        }
    }

    void RunEpoch()
    {
        BeginPass();
        using (IEnumerator<Batch> pass = train.From(state.Batch))
        {
            if (current is not null) RandomStates.Restore(generators, current);
            current = null;
            foreach (Callback callback in callbacks) callback.OnEpochStart(state);
            if (isValidationDue) AfterStep();
            while (end is null && MakeStep(pass)) AfterStep();
        }

        if (end == StopReason.Cancelled) return;
        if (state.Batch == state.BatchCount) EndEpoch();
        else Close();
    }

    void BeginPass()
    {
        if (current is not null)
        {
            RandomStates.Restore(train.Generators, passStart);
            return;
        }

        passStart = RandomStates.Of(train.Generators);
        state.Batch = 0;
        loss.Reset();
        foreach (Metric metric in trainer.TrainMetrics) metric.Reset();
    }

    void AfterStep()
    {
        if (HasValidation && (isValidationDue || trainer.ValidateEvery.IsDueAfterStep(state.Step)))
        {
            isValidationDue = true;
            if (!Validate()) return;
            isValidationDue = false;
            Watch();
        }

        end = IsOver();
        if (end == StopReason.Cancelled || isBestNew || (trainer.CheckpointEvery.IsDueAfterStep(state.Step) && HasPaused)) Save();
    }

    void EndEpoch()
    {
        if (HasValidation && validatedAt != state.Step && (end is not null || trainer.ValidateEvery.IsDueAfterEpoch(state.Epoch + 1) || state.Epoch + 1 == trainer.Epochs))
        {
            if (!Validate()) return;
        }

        RecordTraining();
        foreach (Schedule schedule in trainer.Schedules) schedule.AfterEpoch();
        Watch();
        foreach (Callback callback in callbacks) callback.OnEpochEnd(state);
        state.Epoch++;
        state.Batch = 0;
        History.EpochCount = state.Epoch;
        PlanSteps();
        end ??= IsOver();
        if (end is not null || isBestNew || (trainer.CheckpointEvery.IsDueAfterEpoch(state.Epoch) && HasPaused)) Save();
    }

    // The end came in the middle of an epoch.
    void Close()
    {
        if (HasValidation && validatedAt != state.Step && !Validate()) return;
        RecordTraining();
        Watch();
        Save();
    }

    void Finish()
    {
        History.StepCount = state.Step;
        History.SampleCount = state.SampleCount;
        History.Elapsed = state.Elapsed;
        History.StopReason = end!.Value;
        History.StopMessage = end switch
        {
            StopReason.Completed => FormattableString.Invariant($"Done: {state.Epoch} epochs, {state.Step} steps."),
            StopReason.TimeLimit => FormattableString.Invariant($"The time limit of {trainer.TimeLimit} is over, at step {state.Step}."),
            StopReason.Requested => FormattableString.Invariant($"Stopped at step {state.Step}: {state.StopText}"),
            _ => FormattableString.Invariant($"Interrupted at step {state.Step}; {(store is null ? "there is no checkpoint" : savedAt is { } place ? $"saved to {place}" : "the checkpoint could NOT be saved")}."),
        };
        foreach (Callback callback in callbacks) callback.OnFitEnd(state);
    }

    StopReason? IsOver()
    {
        if (cancel.IsCancellationRequested) return StopReason.Cancelled;
        if (state.IsStopping) return StopReason.Requested;
        if (trainer.FastDevRun) return state.Step >= 1 ? StopReason.Completed : null;
        if (state.Epoch >= trainer.Epochs || state.Step >= trainer.Steps) return StopReason.Completed;
        return state.Elapsed >= trainer.TimeLimit ? StopReason.TimeLimit : null;
    }

    static ArgumentException NoBatches() => new("The data gave no batch to train on; is its folder or file empty?");
}
