using Hebb.Nn;

namespace Hebb.Training;

/// <content>Saving where the training stands, and resuming from there.</content>
sealed partial class TrainingLoop
{
    // Where the loader's generators stood before the present epoch; all generators as they were saved, until the epoch resumes; and before batches were held.
    GeneratorState[] passStart = [];
    GeneratorState[]? current, held;
    string? savedAt;
    TimeSpan? lastSave;

    bool HasPaused => !(state.Elapsed - lastSave < trainer.CheckpointPause);

    void Save()
    {
        bool isBest = isBestNew;
        isBestNew = false;
        savedAt = null;
        if (store is null) return;
        try
        {
            savedAt = store.Save(Capture(), isBest);
            lastSave = state.Elapsed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string text = FormattableString.Invariant($"The checkpoint of step {state.Step} could not be saved; the older ones are as they were. {problem.Message}");
            History.Warn(text);
            foreach (Callback callback in callbacks) callback.OnWarning(state, text);
            return;
        }

        foreach (Callback callback in callbacks) callback.OnCheckpointSaved(state, savedAt, isBest);
    }

    Checkpoint Capture()
    {
        var checkpoint = new Checkpoint();
        CheckpointSection position = checkpoint.Section("training"), random = checkpoint.Section("random");
        position.Put("epoch", state.Epoch);
        position.Put("batch", state.Batch);
        position.Put("batches", state.BatchCount ?? -1);
        position.Put("step", state.Step);
        position.Put("samples", state.SampleCount);
        position.Put("seconds", state.Elapsed.TotalSeconds);
        position.Put("threads", Threads.Count);
        position.Put("configuration", trainer.Configuration);
        position.Put("validation_due", isValidationDue);
        position.Put("validated_at", validatedAt);
        position.Put("monitor_seen", monitor.Seen);
        loss.Save(position.Section("loss"));
        for (int i = 0; i < trainer.TrainMetrics.Count; i++) trainer.TrainMetrics[i].Save(position.Section(FormattableString.Invariant($"metrics/{i}")));
        RandomStates.Save(random, "current", RandomStates.Of(generators));
        RandomStates.Save(random, "pass", passStart);
        if (held is not null) RandomStates.Save(random, "held", held);
        checkpoint.Section("model").Put(trainer.Model.StateDict());
        checkpoint.Section("optimizer").Put(trainer.Optimizer.StateDict());
        if (trainer.Average is { } average) checkpoint.Section("average").Put(average.StateDict());
        for (int i = 0; i < trainer.Schedules.Count; i++) trainer.Schedules[i].Save(checkpoint.Section(FormattableString.Invariant($"schedules/{i}")));
        foreach ((string name, Callback callback) in NamedCallbacks())
        {
            CheckpointSection section = checkpoint.Section("callbacks/" + name);
            section.Put("is_there", true);
            callback.Save(section);
        }

        History.Save(checkpoint.Section("history"));
        return checkpoint;
    }

    void Restore(Checkpoint checkpoint)
    {
        CheckpointSection position = checkpoint.Section("training"), random = checkpoint.Section("random");
        current = RandomStates.Load(random, "current", generators.Length);
        passStart = RandomStates.Load(random, "pass", train.Generators.Length);
        Dictionary<string, Tensor> model = trainer.Model.StateDict();
        checkpoint.LoadModel(trainer.Model);
        try
        {
            LoadParts(checkpoint);
        }
        catch (ArgumentException problem)
        {
            trainer.Model.LoadStateDict(model);
            throw new CheckpointException(
                $"The checkpoint of step {checkpoint.Step} fits the model, but not how it is trained: {problem.Message}", "Resume with the optimizer, schedules and average that the run began with.", problem);
        }
        catch
        {
            trainer.Model.LoadStateDict(model);
            throw;
        }

        state.Epoch = checkpoint.Epoch;
        state.Batch = (int)position.GetInteger("batch");
        state.BatchCount = position.GetInteger("batches") is var batches and >= 0 ? (int)batches : null;
        state.Step = checkpoint.Step;
        state.SampleCount = position.GetInteger("samples");
        isValidationDue = position.GetBoolean("validation_due");
        validatedAt = position.GetInteger("validated_at");
        monitor.Seen = position.GetInteger("monitor_seen");
        loss.Load(position.Section("loss"));
        for (int i = 0; i < trainer.TrainMetrics.Count; i++) trainer.TrainMetrics[i].Load(position.Section(FormattableString.Invariant($"metrics/{i}")));
        History.Load(checkpoint.Section("history"));
        History.ResumedAtStep = state.Step;
        History.EpochCount = state.Epoch;
        if (trainer.Deterministic) Threads.Count = (int)Math.Clamp(position.GetInteger("threads"), 1, Threads.Max);
        state.StartClock(TimeSpan.FromSeconds(Math.Clamp(position.GetNumber("seconds"), 0, 1e9)));

        savedAt = "the checkpoint from which it went on";

        // A new epoch draws a new order.
        if (state.Batch > 0) return;
        RandomStates.Restore(generators, current);
        current = null;
    }

    void LoadParts(Checkpoint checkpoint)
    {
        for (int i = 0; i < trainer.Schedules.Count; i++) trainer.Schedules[i].Load(checkpoint.Section(FormattableString.Invariant($"schedules/{i}")));

        // After the schedules: the rates and momenta that were saved count.
        trainer.Optimizer.LoadStateDict(checkpoint.Section("optimizer").Tensors());
        trainer.Average?.LoadStateDict(checkpoint.Section("average").Tensors());
        foreach ((string name, Callback callback) in NamedCallbacks())
        {
            CheckpointSection section = checkpoint.Section("callbacks/" + name);
            if (section.Has("is_there")) callback.Load(section);
        }
    }

    // By kind and number, so that a printing callback more or less does no harm.
    IEnumerable<(string Name, Callback Callback)> NamedCallbacks()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Callback callback in callbacks)
        {
            string kind = callback.GetType().Name;
            int count = counts.GetValueOrDefault(kind);
            counts[kind] = count + 1;
            yield return (FormattableString.Invariant($"{kind}.{count}"), callback);
        }
    }
}
