using System.Globalization;
using System.Text;
using Hebb.Training;

namespace Hebb.Labs;

/// <summary>Shows a training on the display of a lab, and ends it, as the lab, when the reader asks to stop.</summary>
/// <param name="lab">The lab that trains.</param>
/// <param name="work">What the training is called there.</param>
/// <param name="byStep">Whether every step moves the display, for an epoch that takes long.</param>
sealed class TrainingProgress(LabContext lab, string work, bool byStep = false) : Callback
{
    public override void OnStepEnd(TrainingState state)
    {
        if (!byStep || state.BatchCount is not { } batches) lab.Stop.ThrowIfCancellationRequested();
        else lab.Report(state.Trainer.Epochs == 1 ? work : $"{work}, epoch {state.Epoch + 1}", state.Batch, batches, string.Create(CultureInfo.InvariantCulture, $"loss {state.Loss:F3}"));
    }

    public override void OnEpochEnd(TrainingState state)
    {
        if (byStep) return;
        var text = new StringBuilder();
        foreach ((string word, string name, string format) in (ReadOnlySpan<(string, string, string)>)[("loss", "loss", "F4"), (", accuracy", "accuracy", "P1"), (", validation", "val_accuracy", "P1")])
        {
            if (state.History.Epochs.TryGetValue(name, out MetricHistory? series)) text.Append(word).Append(' ').Append(series.Last.ToString(format, CultureInfo.InvariantCulture));
        }

        lab.Report(work, state.Epoch + 1, state.Trainer.Epochs ?? 1, text.ToString());
    }
}
