using Hebb.Data;

namespace Hebb.Training;

/// <summary>Loss and metrics of a trainer on a data set, measured together in one go.</summary>
sealed class Validation(Trainer trainer)
{
    readonly MeanLoss loss = new();

    /// <summary>Loss and the metrics that are numbers; null if it was cancelled.</summary>
    public Dictionary<string, double>? Run(BatchSource data, TrainingState? state, int max, CancellationToken cancel)
    {
        loss.Reset();
        foreach (Metric metric in trainer.Metrics) metric.Reset();
        if (!EvaluationPass.Run(trainer.Model, data, max, cancel, batch => Take(batch, state))) return null;
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
