using System.Text.Json;
using Hebb.Cli.Learning;

namespace Hebb.Cli.Configuration;

/// <summary>All settings of a training, every one decided: what was asked for, and the defaults of the data set for the rest.</summary>
sealed record TrainingPlan
{
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

    /// <summary>Decides everything.</summary>
    /// <param name="asked">What was asked for; it names the data.</param>
    public static TrainingPlan Of(RunConfig asked)
    {
        RunConfig c = asked.Over(Defaults.For(asked));
        return new TrainingPlan
        {
            Data = c.Data!,
            DataFolder = c.DataFolder,
            Val = c.Val,
            HoldOut = c.HoldOut!.Value,
            SkipsUnreadable = c.OnUnreadable is "skip",
            SkipsEmpty = c.OnEmpty is "skip",
            Model = c.Model!,
            Layers = c.Layers,
            Size = c.Size,
            Augment = c.Augment!,
            Epochs = c.Epochs!.Value,
            BatchSize = c.BatchSize!.Value,
            LearningRate = c.LearningRate!.Value,
            Optimizer = c.Optimizer!,
            WeightDecay = c.WeightDecay!.Value,
            LabelSmoothing = c.LabelSmoothing!.Value,
            Schedule = c.Schedule!,
            Seed = c.Seed!.Value,
            Workers = c.Workers!.Value,
            Threads = c.Threads,
        };
    }

    /// <summary>As a configuration: what the run saves, so that another one can start from it.</summary>
    public RunConfig ToConfig() => new()
    {
        Data = Data,
        DataFolder = DataFolder,
        Val = Val,
        HoldOut = HoldOut,
        OnUnreadable = SkipsUnreadable ? "skip" : "refuse",
        OnEmpty = SkipsEmpty ? "skip" : "refuse",
        Model = Model,
        Layers = Layers,
        Size = Size,
        Augment = Augment,
        Epochs = Epochs,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        Optimizer = Optimizer,
        WeightDecay = WeightDecay,
        LabelSmoothing = LabelSmoothing,
        Schedule = Schedule,
        Seed = Seed,
        Workers = Workers,
        Threads = Threads,
    };
}
