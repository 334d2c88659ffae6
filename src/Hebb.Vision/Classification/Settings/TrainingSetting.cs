using System.Text.Json;

namespace Hebb.Vision.Classification;

/// <summary>
/// The settings of a training. This is the one place where they stand: options of the command line, configurations, their schema, sweeps and help pages are made from this table, and
/// <see cref="TrainingDefaults"/> says what is taken where nothing is said. A new setting is a new entry here.
/// </summary>
internal static class TrainingSetting
{
    const string Path = "FILE", Folder = "FOLDER", Whole = "N", Real = "X", Name = "NAME";

    // Before the entries, which add themselves.
    static readonly List<Setting> Entries = [];
    static readonly string[] RefuseOrSkip = ["refuse", "skip"];

    public static Setting<string> Data { get; } = Add(new TextSetting("data", "The name of a data set (hebb data list), or a folder with one folder of images for each class.") { Option = string.Empty, Placeholder = "DATA|FOLDER" });

    public static Setting<string> Model { get; } = Add(new TextSetting(
        "model",
        "The network: mlp:256,128 (units of the hidden layers), cnn:16,32,M (channels of 3×3 convolutions; M halves the image), cnn:small, cnn:medium, resnet20, or a JSON file that lists "
        + "layers. mlp or cnn alone is one that suits the data set.")
    {
        Placeholder = "SPEC|FILE",
    });

    public static Setting<JsonElement> Layers { get; } =
        Add(new LayersSetting("layers", "The layers of a network that was read from a file.") { Option = string.Empty, Placeholder = Path, BelongsTo = Model });

    public static Setting<int> Size { get; } = Add(new WholeSetting("size", "The height and width to which images from files are brought.") { Placeholder = Whole, Min = 8, Max = 4096, Otherwise = "64" });

    public static Setting<string> Augment { get; } = Add(new TextSetting(
        "augment", "How training images are changed at random: none, or some of crop, flip, color, affine, erase joined with +, such as crop+flip.")
    {
        Placeholder = "WORDS",
    });

    public static Setting<int> Epochs { get; } = Add(new WholeSetting("epochs", "How many epochs to train; each goes through all training images once.") { Placeholder = Whole, Min = 1, Max = 1_000_000 });

    public static Setting<int> BatchSize { get; } = Add(new WholeSetting("batchSize", "How many training images each step of the optimizer uses.") { Placeholder = Whole, Min = 1, Max = 1_000_000 });

    public static Setting<double> LearningRate { get; } =
        Add(new NumberSetting("learningRate", "The largest learning rate of the schedule; hebb lr-find suggests one.") { Placeholder = Real, Above = 0, Otherwise = "by data set and optimizer" });

    public static Setting<string> Optimizer { get; } =
        Add(new TextSetting("optimizer", "The rule by which weights are updated.") { Placeholder = Name, Words = ["adamw", "adam", "sgd", "nadam", "rmsprop", "lion"] });

    public static Setting<double> WeightDecay { get; } =
        Add(new NumberSetting("weightDecay", "How strongly weights are drawn to 0; biases and scales of normalisation are not.") { Placeholder = Real, Min = 0, Max = 1 });

    public static Setting<double> LabelSmoothing { get; } =
        Add(new NumberSetting("labelSmoothing", "The share of the target that is spread over all classes.") { Placeholder = Real, Min = 0, Below = 1 });

    public static Setting<string> Schedule { get; } =
        Add(new TextSetting("schedule", "How the learning rate changes during the training.") { Placeholder = Name, Words = ["one-cycle", "cosine", "constant"] });

    public static Setting<string> Keep { get; } =
        Add(new TextSetting("keep", "Which weights are saved: those that were best on the validation images, or the last.") { Placeholder = "best|last", Words = ["best", "last"] });

    public static Setting<string> DataFolder { get; } = Add(new TextSetting("dataFolder", "Where the files of a named data set are.") { Option = "--data", Placeholder = "DIR" });

    public static Setting<string> Val { get; } = Add(new TextSetting("val", "A folder of class folders to validate on.") { Placeholder = Folder, Otherwise = "a part of the training images is held out" });

    public static Setting<double> HoldOut { get; } =
        Add(new NumberSetting("holdOut", "The share of the training images that is held out for validation, where there are no others.") { Placeholder = Real, Above = 0, Below = 1 });

    public static Setting<string> OnUnreadable { get; } = Add(new TextSetting("onUnreadable", "What to do about images that cannot be read.") { Placeholder = "refuse|skip", Words = RefuseOrSkip });

    public static Setting<string> OnEmpty { get; } = Add(new TextSetting("onEmpty", "What to do about class folders without an image.") { Placeholder = "refuse|skip", Words = RefuseOrSkip });

    public static Setting<ulong> Seed { get; } =
        Add(new SeedSetting("seed", "The seed of the random numbers; the same seed gives the same network.") { Placeholder = Whole, Min = 0, Max = ulong.MaxValue });

    public static Setting<int> Workers { get; } = Add(new WholeSetting("workers", "Threads that prepare batches ahead.") { Placeholder = Whole, Min = 0, Max = 64 });

    public static Setting<int> Threads { get; } = Add(new WholeSetting("threads", "Processor threads to compute with.") { Placeholder = Whole, Min = 1, Max = Hebb.Threads.Max, Otherwise = "all" });

    /// <summary>All of them, in the order in which a configuration is written.</summary>
    public static IReadOnlyList<Setting> All => Entries;

    /// <summary>The setting of a key; null if there is none.</summary>
    public static Setting? Find(string name) => Entries.Find(setting => string.Equals(setting.Name, name, StringComparison.Ordinal));

    static TSetting Add<TSetting>(TSetting setting)
        where TSetting : Setting
    {
        setting.Index = Entries.Count;
        Entries.Add(setting);
        return setting;
    }
}
