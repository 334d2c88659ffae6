using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Vision.Classification;

/// <summary>Which weights a training ends with: those that were best on the validation images, which need not be the last.</summary>
/// <param name="Val">Their value of the watched number.</param>
/// <param name="Epoch">After how many epochs they came.</param>
/// <param name="IsLast">Whether they are the last.</param>
sealed record LearnedWeights(double Val, double Epoch, bool IsLast)
{
    /// <summary>Puts the best weights that were kept into a network.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="monitored">The number that says which are best; greater is better.</param>
    /// <param name="checkpoints">Where they are kept.</param>
    /// <param name="model">The network, with the last weights.</param>
    /// <param name="tell">Told when the best ones were not kept.</param>
    public static LearnedWeights Best(TrainingHistory history, string monitored, ICheckpointStore checkpoints, Module model, Action<string> tell)
    {
        MetricHistory series = history[monitored];
        LearnedWeights last = Last(history, monitored);
        int index = series.IndexOfBest(PlateauMode.Max);
        if (history.BestStep == history.StepCount || index < 0 || series.Values[index] <= last.Val) return last;

        // A full disk may have left an older best one, or none.
        Checkpoint? kept = Kept(checkpoints, tell);
        int keptIndex = kept is null ? -1 : series.Steps.ToList().LastIndexOf(kept.Step);
        LearnedWeights found = last;
        if (keptIndex >= 0 && !(series.Values[keptIndex] <= last.Val))
        {
            kept!.LoadModel(model);
            found = new LearnedWeights(series.Values[keptIndex], series.Epochs[keptIndex], IsLast: false);
        }

        if (found.Val < series.Values[index]) tell($"The weights of epoch {series.Epochs[index]:0.##}, the best ones, could not be kept; those of epoch {found.Epoch:0.##} are saved.");
        return found;
    }

    /// <summary>The last weights.</summary>
    public static LearnedWeights Last(TrainingHistory history, string monitored) => new(history[monitored].Last, history[monitored].Epochs[^1], IsLast: true);

    static Checkpoint? Kept(ICheckpointStore checkpoints, Action<string> tell)
    {
        try
        {
            return checkpoints.LoadBest();
        }
        catch (Exception problem) when (problem is FormatErrorException or IOException or UnauthorizedAccessException)
        {
            tell(problem.Message);
            return null;
        }
    }
}
