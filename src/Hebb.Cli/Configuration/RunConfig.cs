using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hebb.Cli.Configuration;

/// <summary>
/// The settings of a training, as they stand in a configuration file. What is null was not said; <see cref="Over"/> lays one set of settings over another, and
/// <see cref="TrainingPlan"/> has every one of them. <see cref="ConfigKey.All"/> says what each may hold.
/// </summary>
sealed record RunConfig
{
    public string? Data { get; init; }

    public string? DataFolder { get; init; }

    public string? Val { get; init; }

    public double? HoldOut { get; init; }

    public string? OnUnreadable { get; init; }

    public string? OnEmpty { get; init; }

    public string? Model { get; init; }

    public JsonElement? Layers { get; init; }

    public int? Size { get; init; }

    public string? Augment { get; init; }

    public int? Epochs { get; init; }

    public int? BatchSize { get; init; }

    public double? LearningRate { get; init; }

    public string? Optimizer { get; init; }

    public double? WeightDecay { get; init; }

    public double? LabelSmoothing { get; init; }

    public string? Schedule { get; init; }

    public ulong? Seed { get; init; }

    public int? Workers { get; init; }

    public int? Threads { get; init; }

    /// <summary>These settings, and where they say nothing, those of another set.</summary>
    public RunConfig Over(RunConfig below) => new()
    {
        Data = Data ?? below.Data,
        DataFolder = DataFolder ?? below.DataFolder,
        Val = Val ?? below.Val,
        HoldOut = HoldOut ?? below.HoldOut,
        OnUnreadable = OnUnreadable ?? below.OnUnreadable,
        OnEmpty = OnEmpty ?? below.OnEmpty,
        Model = Model ?? below.Model,

        // A model that is named here has layers of its own, or none.
        Layers = Layers ?? (Model is null ? below.Layers : null),
        Size = Size ?? below.Size,
        Augment = Augment ?? below.Augment,
        Epochs = Epochs ?? below.Epochs,
        BatchSize = BatchSize ?? below.BatchSize,
        LearningRate = LearningRate ?? below.LearningRate,
        Optimizer = Optimizer ?? below.Optimizer,
        WeightDecay = WeightDecay ?? below.WeightDecay,
        LabelSmoothing = LabelSmoothing ?? below.LabelSmoothing,
        Schedule = Schedule ?? below.Schedule,
        Seed = Seed ?? below.Seed,
        Workers = Workers ?? below.Workers,
        Threads = Threads ?? below.Threads,
    };
}

/// <summary>Reads and writes configurations without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunConfig))]
sealed partial class RunConfigJson : JsonSerializerContext;
