using System.Text.Json;

namespace Hebb.Vision.Classification;

/// <summary>All settings of a training, every one decided: what was asked for, and the defaults of the data set for the rest.</summary>
sealed record TrainingPlan
{
    /// <summary>What a plan is called in a run's folder.</summary>
    public const string FileName = "config.json";

    /// <summary>Images from files are brought to this size where no other is asked for.</summary>
    public const int DefaultSize = 64;

    public required string Data { get; init; }

    public string? DataFolder { get; init; }

    public string? Val { get; init; }

    public required double HoldOut { get; init; }

    public required bool SkipsUnreadable { get; init; }

    public required bool SkipsEmpty { get; init; }

    public required string Model { get; init; }

    public JsonElement? Layers { get; init; }

    public int? Size { get; init; }

    public required string Augment { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required string Optimizer { get; init; }

    public required double WeightDecay { get; init; }

    public required double LabelSmoothing { get; init; }

    public required string Schedule { get; init; }

    public required ulong Seed { get; init; }

    public required int Workers { get; init; }

    public int? Threads { get; init; }
}
