using System.Text.Json.Serialization;

namespace Hebb.Cli.Model;

/// <summary>What stands in digits.json beside the weights: all that is needed to build the network again, and where it came from.</summary>
sealed record ModelCard
{
    /// <summary>What <see cref="Format"/> says in every card.</summary>
    public const string FormatName = "hebb-digits-1";

    public required string Format { get; init; }

    /// <summary>The version of Hebb that wrote it.</summary>
    public required string Hebb { get; init; }

    /// <summary>The weights' file, in the same folder.</summary>
    public required string Weights { get; init; }

    /// <summary>The SHA-256 of the weights' file, so that a card and weights of two trainings are not taken for a pair.</summary>
    public required string WeightsSha256 { get; init; }

    public required ArchitectureCard Architecture { get; init; }

    public required string[] Classes { get; init; }

    public required TrainingCard Training { get; init; }

    public required AccuracyCard Accuracy { get; init; }
}

/// <summary>
/// Pixels (0 to 1), hidden layers with ReLU, one score for each class. The kind "mlp" has fully connected hidden layers of so many units; "cnn" two 3×3 convolutions of
/// so many channels, each with batch normalisation, and a 2×2 maximum behind them.
/// </summary>
sealed record ArchitectureCard
{
    public required string Kind { get; init; }

    public required int[] Input { get; init; }

    public required int[] Hidden { get; init; }

    public required string Activation { get; init; }

    public required int Outputs { get; init; }
}

/// <summary>How the network was trained.</summary>
sealed record TrainingCard
{
    public required ulong Seed { get; init; }

    public required int Epochs { get; init; }

    public required int EpochsAsked { get; init; }

    public required bool Stopped { get; init; }

    public required int BatchSize { get; init; }

    public required string Optimizer { get; init; }

    public required string Schedule { get; init; }

    public required double LearningRate { get; init; }

    public required double WeightDecay { get; init; }

    public required double LabelSmoothing { get; init; }

    public required double Degrees { get; init; }

    public required double Translate { get; init; }

    public required double Scale { get; init; }

    public required int ValidationDigits { get; init; }

    public required int Threads { get; init; }

    public required double Seconds { get; init; }
}

/// <summary>Accuracies, 0 to 1.</summary>
sealed record AccuracyCard
{
    public required double Train { get; init; }

    public required double Validation { get; init; }

    public required double Test { get; init; }
}

/// <summary>Reads and writes cards without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelCard))]
sealed partial class ModelCardJson : JsonSerializerContext;
