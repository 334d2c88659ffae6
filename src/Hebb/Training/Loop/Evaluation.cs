using Hebb.Data;
using Hebb.Nn;

namespace Hebb.Training;

/// <summary>One pass over a data set in evaluation mode: loss and metrics together.</summary>
sealed class Evaluation(Trainer trainer)
{
    readonly MeanLoss loss = new();

    /// <summary>Loss and the metrics that are numbers; null if it was cancelled.</summary>
    public Dictionary<string, double>? Run(BatchSource data, TrainingState? state, int max, CancellationToken cancel)
    {
        KeyValuePair<string, Module>[] modules = [.. trainer.Model.NamedModules()];
        bool[] modes = Array.ConvertAll(modules, m => m.Value.IsTraining);
        loss.Reset();
        foreach (Metric metric in trainer.Metrics) metric.Reset();
        using var noGrad = Autograd.NoGrad();
        try
        {
            trainer.Model.Eval();
            using IEnumerator<Batch> pass = data.From(0);
            for (int i = 0; i < max; i++)
            {
                if (cancel.IsCancellationRequested) return null;
                if (!data.IsScoped && !pass.MoveNext()) break;
                using MemoryScope scope = Memory.Scope();
                if (data.IsScoped && !pass.MoveNext()) break;
                Take(pass.Current, state);
            }
        }
        finally
        {
            for (int i = 0; i < modes.Length; i++) modules[i].Value.SetOwnTraining(modes[i]);
        }

        if (loss.Count == 0) throw new ArgumentException("The data gave no batch to validate on; is its folder or file empty?");
        var result = new Dictionary<string, double>(StringComparer.Ordinal) { ["loss"] = loss.Compute() };
        foreach (Metric metric in trainer.Metrics)
        {
            if (metric.Number is { } number) result[NameOf(metric)] = number;
        }

        return result;
    }

    internal static string NameOf(Metric metric) => metric.Name.Replace(' ', '_');

    void Take(Batch batch, TrainingState? state)
    {
        Tensor prediction = trainer.Answer(batch), target = trainer.Wanted(batch);
        loss.Update(trainer.Loss(prediction, target), batch.Count);
        foreach (Metric metric in trainer.Metrics) metric.Update(prediction, target);
        if (state is null) return;
        foreach (Callback callback in trainer.Callbacks) callback.OnValidationBatch(state, batch, prediction);
    }
}
