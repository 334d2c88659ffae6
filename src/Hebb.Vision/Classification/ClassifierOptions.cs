using System.Text.Json;
using Hebb.Training;
using Hebb.Vision.Datasets;

namespace Hebb.Vision.Classification;

/// <summary>
/// How a classifier is trained. What is null is chosen to suit the data set, as <c>hebb train</c> does: for a folder of images 30 epochs of a small convolutional network with cropped and
/// flipped images.
/// </summary>
/// <example><code>
/// var options = new ClassifierOptions { Model = "cnn:medium", Epochs = 20, Augment = "crop+flip", Callbacks = [new ProgressLines()] };
/// </code></example>
public sealed record ClassifierOptions
{
    /// <summary>
    /// The network: <c>mlp:256,128</c> (units of the hidden layers), <c>cnn:16,32,M</c> (channels of 3×3 convolutions; M halves the image), <c>cnn:small</c>, <c>cnn:medium</c>, <c>resnet20</c>,
    /// or a JSON file that lists layers.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The layers of the network as a JSON array, as such a file lists them: those of a <see cref="ClassifierCard"/>, for example.</summary>
    public JsonElement? Layers { get; init; }

    /// <summary>The height and width to which images from files are brought, 8 to 4096; 64 unless set.</summary>
    public int? Size { get; init; }

    /// <summary>How training images are changed at random: <c>none</c>, or some of <c>crop</c>, <c>flip</c>, <c>color</c>, <c>affine</c>, <c>erase</c> joined with +, such as <c>crop+flip</c>.</summary>
    public string? Augment { get; init; }

    /// <summary>How many epochs to train; each goes through all training images once.</summary>
    public int? Epochs { get; init; }

    /// <summary>How many images a batch has.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The largest learning rate of the schedule.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The rule by which weights are updated: adamw, adam, sgd, nadam, rmsprop or lion.</summary>
    public string? Optimizer { get; init; }

    /// <summary>How the learning rate changes during the training: one-cycle, cosine or constant.</summary>
    public string? Schedule { get; init; }

    /// <summary>How strongly weights are drawn to 0, 0 to 1; biases and scales of normalisation are not.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>The share of the target that is spread over all classes, 0 to below 1.</summary>
    public double? LabelSmoothing { get; init; }

    /// <summary>The seed of the random numbers: the same seed gives the same network, to the bit, on the same number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>The share of the training images that becomes the validation set, above 0 and below 1, where there is no other.</summary>
    public double? ValidationShare { get; init; }

    /// <summary>Whether the weights are taken that were best on the validation images, not the last; null for what suits the data.</summary>
    public bool? KeepBest { get; init; }

    /// <summary>A folder of class folders to validate on.</summary>
    public string? Validation { get; init; }

    /// <summary>Where the files of a named data set are; null for the usual places.</summary>
    public string? DataFolder { get; init; }

    /// <summary>What to do about images that cannot be read.</summary>
    public UnreadableImages OnUnreadable { get; init; }

    /// <summary>What to do about class folders without an image.</summary>
    public EmptyClassFolders OnEmpty { get; init; }

    /// <summary>How many threads prepare batches ahead; 1 unless set.</summary>
    public int? Workers { get; init; }

    /// <summary>Where checkpoints are kept, such as a <c>CheckpointFolder</c>; null keeps the best weights in memory only.</summary>
    public ICheckpointStore? Checkpoints { get; init; }

    /// <summary>Whether to resume from the newest checkpoint of <see cref="Checkpoints"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>What else happens during the training, such as <see cref="ProgressLines"/> or <see cref="EarlyStopping"/>.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Told how far the training is, after each epoch.</summary>
    public IProgress<EpochProgress>? Progress { get; init; }

    /// <summary>Told what is left out or could not be done, in a sentence; null for nobody.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The settings of a training with these options.</summary>
    /// <exception cref="SettingException">One has a value that it cannot have.</exception>
    internal TrainingSettings ToSettings(string data) => Checked(new TrainingSettings
    {
        [TrainingSetting.Data] = data,
        [TrainingSetting.Keep] = KeepBest is { } best ? best ? "best" : "last" : null,
        [TrainingSetting.DataFolder] = DataFolder,
        [TrainingSetting.Val] = Validation,
        [TrainingSetting.HoldOut] = ValidationShare,
        [TrainingSetting.OnUnreadable] = OnUnreadable == UnreadableImages.Skip ? "skip" : null,
        [TrainingSetting.OnEmpty] = OnEmpty == EmptyClassFolders.Skip ? "skip" : null,
        [TrainingSetting.Model] = Model,
        [TrainingSetting.Layers] = Layers,
        [TrainingSetting.Size] = Size,
        [TrainingSetting.Augment] = Augment,
        [TrainingSetting.Epochs] = Epochs,
        [TrainingSetting.BatchSize] = BatchSize,
        [TrainingSetting.LearningRate] = LearningRate,
        [TrainingSetting.Optimizer] = Optimizer,
        [TrainingSetting.WeightDecay] = WeightDecay,
        [TrainingSetting.LabelSmoothing] = LabelSmoothing,
        [TrainingSetting.Schedule] = Schedule,
        [TrainingSetting.Seed] = Seed,
        [TrainingSetting.Workers] = Workers,
    });

    static TrainingSettings Checked(TrainingSettings settings)
    {
        foreach (Setting setting in TrainingSetting.All)
        {
            if (setting != TrainingSetting.Data && settings.Find(setting) is { } value && !setting.Takes(value)) throw new SettingException($"{NameOf(setting)} takes {setting.Expected()}; it is {setting.Text(value)}.");
        }

        return settings;
    }

    static string NameOf(Setting setting) => setting == TrainingSetting.HoldOut ? nameof(ValidationShare) : char.ToUpperInvariant(setting.Name[0]) + setting.Name[1..];
}
