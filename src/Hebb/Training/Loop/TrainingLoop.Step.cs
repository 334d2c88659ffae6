using Hebb.Data;
using Hebb.Optim;

namespace Hebb.Training;

/// <content>One step: batches, loss, gradients, update.</content>
sealed partial class TrainingLoop
{
    readonly MeanLoss loss = new();
    readonly GeneratorState[] before;
    bool arePartsChecked;

    /// <summary>Makes a step of the optimizer from the next batches; false if the epoch has no more.</summary>
    bool MakeStep(IEnumerator<Batch> pass)
    {
        // The last step of an epoch may have fewer batches; its gradients are their average all the same.
        int group = state.BatchCount is { } count ? Math.Min(trainer.Accumulate, count - state.Batch) : trainer.Accumulate;
        double sum = 0;
        int made = 0;
        bool isClosure = trainer.Optimizer.NeedsClosure;
        if (!isClosure) trainer.Optimizer.ZeroGrad();
        while (made < Math.Max(group, 1))
        {
            if (!train.IsScoped && !pass.MoveNext()) break;
            using MemoryScope scope = Memory.Scope();
            if (train.IsScoped && !pass.MoveNext()) break;
            Batch batch = pass.Current;
            foreach (Callback callback in callbacks) callback.OnBatchStart(state, batch);
            double value = isClosure ? StepWith(batch) : AddGradients(batch, group);
            loss.Update(value, batch.Count);
            sum += value;
            made++;
            state.SampleCount += batch.Count;
            if (made < group || isClosure) continue;
            Update(batch);
        }

        if (made == 0)
        {
            if (state.Batch == 0) throw NoBatches();
            state.BatchCount = state.Batch;
            return false;
        }

        // The epoch ended in the middle of a group whose size nobody could know.
        if (made < group && !isClosure) Update(null);
        state.Batch += made;
        state.Step++;
        state.Loss = sum / made;
        Note();
        return true;
    }

    double AddGradients(Batch batch, int group)
    {
        for (int i = 0; i < before.Length; i++) before[i] = generators[i].State;
        Tensor prediction = trainer.Answer(batch), target = trainer.Wanted(batch), error = trainer.Loss(prediction, target);
        double value = Read(error, batch);
        CheckParts(prediction, batch);
        if (trainer.TrainMetrics.Count > 0)
        {
            foreach (Metric metric in trainer.TrainMetrics) metric.Update(prediction, target);
        }

        (group == 1 ? error : error / group).Backward();
        return value;
    }

    // Once, before anything is changed. What a function of the user's answers with may come from several models.
    void CheckParts(Tensor prediction, Batch batch)
    {
        if (arePartsChecked) return;
        arePartsChecked = true;
        if (trainer.Forward is null) UnregisteredParts.Check(trainer.Model, trainer.Optimizer, prediction, batch.Tensors);
    }

    double Read(Tensor error, Batch batch)
    {
        if (error.Count != 1)
            throw new ShapeException($"The loss of a training is one number; this one has shape {error.Shape}.", "Sum() or Mean() it, or give the loss module a reduction.");
        double value = error.Item();
        if (!double.IsFinite(value) && trainer.NonFinite != NonFiniteCheck.Off) throw Blame(batch, "loss");
        return value;
    }

    // The loss before the update, of the first evaluation.
    double StepWith(Batch batch)
    {
        double first = double.NaN;
        bool isFirst = true;
        trainer.Optimizer.Step(() =>
        {
            trainer.Optimizer.ZeroGrad();
            for (int i = 0; i < before.Length; i++) before[i] = generators[i].State;
            Tensor prediction = trainer.Answer(batch), target = trainer.Wanted(batch), error = trainer.Loss(prediction, target);
            double value = isFirst ? Read(error, batch) : double.NaN;
            CheckParts(prediction, batch);
            if (isFirst)
            {
                first = value;
                foreach (Metric metric in trainer.TrainMetrics) metric.Update(prediction, target);
            }

            error.Backward();

            // What comes after the first evaluation are trials: the optimizer itself steps back from those that are no numbers.
            if (isFirst) Bound(batch);
            else Clip();
            isFirst = false;
            return error;
        });
        return first;
    }

    void Update(Batch? batch)
    {
        Bound(batch);
        foreach (Callback callback in callbacks) callback.OnGradients(state);
        trainer.Optimizer.Step();
    }

    double Clip()
    {
        double unclipped = trainer.ClipNorm is { } norm ? GradientClipping.ClipNorm(parameters, norm) : double.NaN;
        if (trainer.ClipValue is { } max) GradientClipping.ClipValue(parameters, max);
        return unclipped;
    }

    void Bound(Batch? batch)
    {
        state.GradientNorm = Clip();
        if (trainer.NonFinite == NonFiniteCheck.Off) return;
        if ((trainer.ClipNorm is not null && !double.IsFinite(state.GradientNorm)) || (trainer.NonFinite == NonFiniteCheck.Gradients && NonFiniteSearch.IsIn(parameters)))
            throw Blame(batch, "gradients");
    }

    void Note()
    {
        foreach (Schedule schedule in trainer.Schedules) schedule.AfterStep();
        trainer.Average?.Update();
        if (trainer.RecordEvery > 0 && state.Step % trainer.RecordEvery == 0)
        {
            double epoch = state.EpochProgress;
            History.AddStep("loss", state.Step, epoch, state.Loss);
            History.AddStep("learning_rate", state.Step, epoch, state.LearningRate);
            if (trainer.ClipNorm is not null) History.AddStep("gradient_norm", state.Step, epoch, state.GradientNorm);
        }

        foreach (Callback callback in callbacks) callback.OnStepEnd(state);
    }

    NonFiniteException Blame(Batch? batch, string what)
    {
        RandomStates.Restore(generators, before);
        return new NonFiniteSearch(trainer, FormattableString.Invariant($"epoch {state.Epoch + 1}, batch {state.Batch + 1}, step {state.Step + 1}")).Explain(batch, what);
    }
}
