using System.Text.Json;
using static Hebb.Vision.Classification.TrainingSetting;

namespace Hebb.Vision.Classification;

/// <summary>The settings of a training, every one decided, with their types.</summary>
/// <param name="Settings">What was asked for, and the defaults for the rest: what a run saves, so that it can be resumed and another one can start from it.</param>
internal sealed record TrainingPlan(TrainingSettings Settings)
{
    /// <summary>What a plan is called in the folder of its run.</summary>
    public const string FileName = "config.json";

    public string Data => Settings[TrainingSetting.Data]!;

    public string? DataFolder => Settings[TrainingSetting.DataFolder];

    public string? Val => Settings[TrainingSetting.Val];

    public double HoldOut => Settings[TrainingSetting.HoldOut]!.Value;

    public bool SkipsUnreadable => Settings[OnUnreadable] is "skip";

    public bool SkipsEmpty => Settings[OnEmpty] is "skip";

    public string Model => Settings[TrainingSetting.Model]!;

    public JsonElement? Layers => Settings[TrainingSetting.Layers];

    public int? Size => Settings[TrainingSetting.Size];

    public string Augment => Settings[TrainingSetting.Augment]!;

    public int Epochs => Settings[TrainingSetting.Epochs]!.Value;

    public int BatchSize => Settings[TrainingSetting.BatchSize]!.Value;

    public double LearningRate => Settings[TrainingSetting.LearningRate]!.Value;

    public string Optimizer => Settings[TrainingSetting.Optimizer]!;

    public double WeightDecay => Settings[TrainingSetting.WeightDecay]!.Value;

    public double LabelSmoothing => Settings[TrainingSetting.LabelSmoothing]!.Value;

    public string Schedule => Settings[TrainingSetting.Schedule]!;

    public bool KeepsBest => Settings[Keep] is "best";

    public ulong Seed => Settings[TrainingSetting.Seed]!.Value;

    public int Workers => Settings[TrainingSetting.Workers]!.Value;

    public int? Threads => Settings[TrainingSetting.Threads];

    /// <summary>Decides everything.</summary>
    /// <param name="asked">What was asked for; it names the data.</param>
    public static TrainingPlan Of(TrainingSettings asked) => new(TrainingDefaults.Complete(TrainingDefaults.Named(asked)));

    /// <summary>The plan of a run that was begun: its network is the one that it names.</summary>
    /// <param name="saved">The run's configuration. One of an older version may lack settings that are new; they get their defaults.</param>
    public static TrainingPlan OfRun(TrainingSettings saved) => new(TrainingDefaults.Complete(saved));

    /// <summary>The plan with another value for one setting.</summary>
    public TrainingPlan With(Setting setting, object? value) => new(Settings.With(setting, value));
}
