using Hebb.Cli.Configuration;
using Hebb.Vision.Classification;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Learning;

/// <summary>The images that a saved network is evaluated on.</summary>
static class UnseenImages
{
    /// <summary>Opens them, with the network's own classes.</summary>
    /// <param name="saved">The network.</param>
    /// <param name="word">A data set or a folder of class folders; null for the test set of the data that the run was trained on, or else its validation images.</param>
    /// <param name="place">Where the files of a named data set are; null for the usual places.</param>
    /// <param name="skips">What is left out.</param>
    /// <param name="warn">Told about what was left out.</param>
    /// <exception cref="HebbException">They are no images for this network.</exception>
    public static LabelledImages Of(ImageClassifier saved, string? word, string? place, Skips skips, Action<string> warn) =>
        word is null ? EvaluationImages.Matched(OfRun(saved, place, skips, warn), saved) : EvaluationImages.Of(saved, word, place, skips, warn);

    // The configuration beside the network says what it was trained on, and so what it has not seen.
    static LabelledImages OfRun(ImageClassifier saved, string? place, Skips skips, Action<string> warn)
    {
        string config = Path.Combine(Path.GetDirectoryName(saved.Name) ?? string.Empty, ConfigFile.Name);
        if (!File.Exists(config)) throw new UsageException($"The configuration {config} is not there, so it is not known what this network was trained on.", "Name the images to evaluate it on, after the run: a data set or a folder.");
        var asked = new TrainingSettings { [TrainingSetting.DataFolder] = place, [TrainingSetting.OnUnreadable] = skips.Unreadable ? "skip" : null, [TrainingSetting.OnEmpty] = skips.Empty ? "skip" : null };
        TrainingSettings settings = asked.Over(ConfigFile.Read(config)).Over(new() { [TrainingSetting.Data] = saved.Card.Data });

        // A test set of its own needs no look at the training images.
        if (DatasetCatalog.Find(settings[TrainingSetting.Data]!) is { } entry && entry.Parts.Contains(Split.Test)) return EvaluationImages.Of(saved, entry.Name, settings[TrainingSetting.DataFolder], skips, warn);
        TrainingData learning = TrainingData.Of(TrainingPlan.OfRun(settings), warn);
        return learning.Test ?? learning.Val;
    }
}
