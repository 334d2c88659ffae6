using Hebb.Vision.Datasets;
using static Hebb.Vision.Classification.TrainingSetting;

namespace Hebb.Vision.Classification;

/// <summary>What is taken where nothing is said: settings that suit a data set, and for some a kind of network.</summary>
internal static class TrainingDefaults
{
    // A folder of images; names of data sets have no such word.
    const string Folders = "/";

    // Rows that fit lie over one another, the last on top. In a row of a kind of network, the model is what the kind's plain word means.
    static readonly Row[] Rows =
    [
        new(null, null, new()
        {
            [HoldOut] = 0.1, [OnUnreadable] = "refuse", [OnEmpty] = "refuse", [Model] = "cnn:small", [Augment] = "none", [Epochs] = 10, [BatchSize] = 64, [Optimizer] = "adamw",
            [WeightDecay] = 0.01, [LabelSmoothing] = 0, [Schedule] = "one-cycle", [Keep] = "best", [Seed] = 0, [Workers] = 1,
        }),
        new(["digits"], null, new()
        {
            // 50 validation images do not tell good weights from better ones.
            [Keep] = "last", [Model] = "mlp:128", [Epochs] = 30, [BatchSize] = 32, [Augment] = "affine", [LabelSmoothing] = 0.1, [LearningRate] = 0.01, [Workers] = 0,
        }),
        new(["mnist"], null, new() { [Epochs] = 5, [HoldOut] = 1 / 12.0 }),
        new(["fashion-mnist"], null, new() { [Epochs] = 8, [HoldOut] = 1 / 12.0, [Augment] = "flip" }),
        new(["emnist"], null, new() { [Epochs] = 5, [BatchSize] = 128 }),
        new(["cifar10", "cifar100"], null, new() { [Model] = "cnn:medium", [BatchSize] = 128, [Augment] = "crop+flip", [LabelSmoothing] = 0.1 }),
        new(["nist36"], null, new() { [Epochs] = 12, [Augment] = "affine" }),
        new([Folders, "flowers17", "scenes8"], null, new()
        {
            [Epochs] = 30, [BatchSize] = 32, [Augment] = "crop+flip", [LabelSmoothing] = 0.1, [HoldOut] = 0.2, [Size] = ImageSide, [WeightDecay] = 0.05,
        }),
        new(null, "cnn", new() { [Model] = "cnn:small" }),
        new(null, "mlp", new() { [Model] = "mlp:256" }),
        new(["digits"], "mlp", new() { [Model] = "mlp:128", [Epochs] = 300 }),
        new(["digits"], "cnn", new() { [Model] = "cnn:16,32,M", [Epochs] = 60 }),
    ];

    /// <summary>Images from files are brought to this size.</summary>
    public const int ImageSide = 64;

    /// <summary>Decides what was not said.</summary>
    /// <param name="asked">What was said; it names the data.</param>
    /// <returns>Every setting that has a default, over which <paramref name="asked"/> lies.</returns>
    public static TrainingSettings Complete(TrainingSettings asked)
    {
        TrainingSettings defaults = For(asked);

        // A data set's learning rate is that of its own optimizer.
        if (asked[Optimizer] is { } other && other != defaults[Optimizer]) defaults = defaults.With(LearningRate, null);
        TrainingSettings all = asked.Over(defaults);
        return all[LearningRate] is null ? all.With(LearningRate, Rate(all[Optimizer]!)) : all;
    }

    /// <summary>What was said, with the network that suits the data where only its kind was: cnn becomes cnn:small, or another one.</summary>
    public static TrainingSettings Named(TrainingSettings asked) =>
        asked[Model] is { } kind && asked[Layers] is null && Rows.Any(row => row.Network == kind) ? asked.With(Model, For(asked)[Model]) : asked;

    /// <summary>The default of a setting as a help page shows it: the value, or that it depends on the data set; null if there is none.</summary>
    public static string? TextOf(Setting setting)
    {
        if (setting.Otherwise is { } text) return text;
        object[] values = [.. Rows.Select(row => row.Settings.Find(setting)).OfType<object>().Distinct()];
        return values.Length switch { 0 => null, 1 => setting.Text(values[0]), _ => "by data set" };
    }

    /// <summary>Learning rates that small networks with batch normalisation take well.</summary>
    public static double Rate(string optimizer) => optimizer switch { "sgd" => 0.1, "lion" => 3e-4, "rmsprop" => 1e-3, _ => 3e-3 };

    // Where no network is said, it is the data set's own.
    static TrainingSettings For(TrainingSettings asked)
    {
        string name = asked[TrainingSetting.Data]!, data = name.Length == 0 ? name : DatasetCatalog.Find(name)?.Name ?? Folders, own = Lay(data, null)[Model]!;
        TrainingSettings all = Lay(data, (asked[Model] ?? own).Split(':')[0]);
        return asked[Model] is null ? all.With(Model, own) : all;
    }

    static TrainingSettings Lay(string data, string? network) =>
        Rows.Where(row => (row.Data is null || row.Data.Contains(data)) && (row.Network is null || row.Network == network)).Aggregate(new TrainingSettings(), (below, row) => row.Settings.Over(below));

    /// <param name="Data">The data sets that it is for; null for all.</param>
    /// <param name="Network">The kind of network that it is for: what stands before the colon; null for all.</param>
    /// <param name="Settings">The defaults.</param>
    sealed record Row(string[]? Data, string? Network, TrainingSettings Settings);
}
