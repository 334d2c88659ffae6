using System.Globalization;
using System.Text;

namespace Hebb.Training;

/// <summary>Prints a line after each epoch, "epoch 3/20  0:42  loss 0.1234  val_loss 0.1412  val_accuracy 0.9611", and one at the end.</summary>
/// <param name="output">Where to; the console unless given.</param>
public sealed class ProgressLines(TextWriter? output = null) : Callback
{
    readonly TextWriter output = output ?? Console.Out;

    /// <inheritdoc/>
    public override void OnFitStart(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.History.ResumedAtStep is { } step) output.WriteLine(FormattableString.Invariant($"resumes at step {step}, epoch {state.Epoch + 1}"));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"epoch {state.Epoch + 1}");
        if (state.Trainer.Epochs is { } epochs) line.Append(CultureInfo.InvariantCulture, $"/{epochs}");
        line.Append(CultureInfo.InvariantCulture, $"  {(int)state.Elapsed.TotalMinutes}:{state.Elapsed.Seconds:00}");
        foreach (MetricHistory series in state.History.Epochs.Values) line.Append(CultureInfo.InvariantCulture, $"  {series.Name} {series.Last:G4}");
        output.WriteLine(line.ToString());
    }

    /// <inheritdoc/>
    public override void OnWarning(TrainingState state, string message) => output.WriteLine($"warning: {message}");

    /// <inheritdoc/>
    public override void OnFitEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        output.WriteLine(state.History.StopMessage);
    }
}
