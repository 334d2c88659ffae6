using System.Globalization;
using System.Text.Json;

namespace Hebb.Cli.Configuration;

/// <summary>One key of a configuration: what it means and what it may hold. The schema, the checks of files and the options of the command line all come from here.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">The kind of value.</param>
/// <param name="Description">What it means, in a sentence.</param>
sealed record ConfigKey(string Name, ConfigKind Kind, string Description)
{
    public const int MaxEpochs = 1_000_000, MaxBatch = 1_000_000, MaxSide = 4096, MaxWorkers = 64;

    public static IReadOnlyList<string> Optimizers { get; } = ["adamw", "adam", "sgd", "nadam", "rmsprop", "lion"];

    public static IReadOnlyList<string> Schedules { get; } = ["one-cycle", "cosine", "constant"];

    public static IReadOnlyList<string> RefuseOrSkip { get; } = ["refuse", "skip"];

    /// <summary>All of them, in the order in which a configuration is written.</summary>
    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new("data", ConfigKind.Text, "The name of a data set, or a folder with one folder of images for each class."),
        new("dataFolder", ConfigKind.Text, "Where the files of a named data set are."),
        new("val", ConfigKind.Text, "A folder of class folders to watch the learning by; without one, a part of the training images is held out."),
        new("holdOut", ConfigKind.Number, "The share of the training images that is held out where there are no others to watch the learning by.") { Above = 0, Below = 1 },
        new("onUnreadable", ConfigKind.Text, "What to do about images that cannot be read.") { Words = RefuseOrSkip },
        new("onEmpty", ConfigKind.Text, "What to do about class folders without an image.") { Words = RefuseOrSkip },
        new("model", ConfigKind.Text, "The network: mlp:256,128 (units of the hidden layers), cnn:small, cnn:medium, resnet20, or a JSON file that lists layers."),
        new("layers", ConfigKind.List, "The layers of a network that was read from a file."),
        new("size", ConfigKind.Whole, "The height and width to which images from files are brought.") { Min = 8, Max = MaxSide },
        new("augment", ConfigKind.Text, "How training images are changed at random: none, or some of crop, flip, color, affine, erase joined with +, such as crop+flip."),
        new("epochs", ConfigKind.Whole, "How often to go through the training images.") { Min = 1, Max = MaxEpochs },
        new("batchSize", ConfigKind.Whole, "Images that one step learns from.") { Min = 1, Max = MaxBatch },
        new("learningRate", ConfigKind.Number, "The largest step length of the schedule.") { Above = 0 },
        new("optimizer", ConfigKind.Text, "The rule by which weights are changed.") { Words = Optimizers },
        new("weightDecay", ConfigKind.Number, "How strongly weights are drawn to 0; biases and scales of normalisation are not.") { Min = 0, Max = 1 },
        new("labelSmoothing", ConfigKind.Number, "The share of the truth that is spread over all classes.") { Min = 0, Below = 1 },
        new("schedule", ConfigKind.Text, "How the step length changes while learning.") { Words = Schedules },
        new("seed", ConfigKind.Whole, "Where the random numbers begin; the same seed gives the same network.") { Min = 0, Max = ulong.MaxValue },
        new("workers", ConfigKind.Whole, "Threads that prepare batches ahead.") { Min = 0, Max = MaxWorkers },
        new("threads", ConfigKind.Whole, "Processor threads to compute with.") { Min = 1, Max = Hebb.Threads.Max },
    ];

    /// <summary>The smallest value.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value.</summary>
    public double? Max { get; init; }

    /// <summary>Values lie above this.</summary>
    public double? Above { get; init; }

    /// <summary>Values lie below this.</summary>
    public double? Below { get; init; }

    /// <summary>The only values, if they are few.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The key of a name, which must exist.</summary>
    public static ConfigKey Of(string name) => All.First(key => string.Equals(key.Name, name, StringComparison.Ordinal));

    /// <summary>"a whole number from 1 to 64": what a value should have been.</summary>
    public string Expected()
    {
        if (Words.Count > 0) return string.Join(" or ", Words.Select(word => $"\"{word}\""));
        string noun = Kind switch { ConfigKind.Text => "a text", ConfigKind.Whole => "a whole number", ConfigKind.Number => "a number", _ => "a list of layers" };
        if (Min is { } least && Max is { } most) return most > MaxEpochs ? $"{noun}, {Text(least)} or more" : $"{noun} from {Text(least)} to {Text(most)}";
        if (Above is { } above) return Below is { } below ? $"{noun} above {Text(above)} and below {Text(below)}" : $"{noun} above {Text(above)}";
        return Min is { } first && Below is { } end ? $"{noun} from {Text(first)} to below {Text(end)}" : noun;
    }

    /// <summary>Whether a JSON value is one that this key takes.</summary>
    public bool Takes(JsonElement value) => Kind switch
    {
        ConfigKind.Text => value.ValueKind == JsonValueKind.String && (Words.Count == 0 || Words.Contains(value.GetString(), StringComparer.Ordinal)),
        ConfigKind.List => value.ValueKind == JsonValueKind.Array,
        ConfigKind.Whole => value.ValueKind == JsonValueKind.Number && (Max > int.MaxValue ? value.TryGetUInt64(out _) : value.TryGetInt32(out int whole) && InRange(whole)),
        _ => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && InRange(number),
    };

    /// <summary>Whether a number is in the range.</summary>
    public bool InRange(double value) => double.IsFinite(value) && !(value < Min) && !(value > Max) && !(value <= Above) && !(value >= Below);

    static string Text(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);
}
