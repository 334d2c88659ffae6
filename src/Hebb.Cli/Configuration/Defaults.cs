using Hebb.Cli.Learning;

namespace Hebb.Cli.Configuration;

/// <summary>What is done where nothing is said: settings that suit a data set.</summary>
static class Defaults
{
    /// <summary>Images from files are brought to this size.</summary>
    public const int Size = 64;

    static readonly RunConfig Base = new()
    {
        HoldOut = 0.1,
        OnUnreadable = "refuse",
        OnEmpty = "refuse",
        Model = "cnn:small",
        Augment = "none",
        Epochs = 10,
        BatchSize = 64,
        WeightDecay = 0.01,
        LabelSmoothing = 0,
        Schedule = "one-cycle",
        Seed = 0,
        Workers = 1,
        Optimizer = "adamw",
    };

    /// <summary>The defaults for what was asked: they depend on the data and on the optimizer.</summary>
    public static RunConfig For(RunConfig asked)
    {
        RunConfig data = ForData(asked.Data!);
        return data with { LearningRate = Rate(asked.Optimizer ?? data.Optimizer!) };
    }

    static RunConfig ForData(string data) => LabelledImages.Entry(data)?.Name switch
    {
        "digits" => Base with { Epochs = 30, BatchSize = 32, Augment = "affine", LabelSmoothing = 0.1 },
        "mnist" => Base with { Epochs = 5, HoldOut = 1 / 12.0 },
        "fashion-mnist" => Base with { Epochs = 8, HoldOut = 1 / 12.0, Augment = "flip" },
        "emnist" => Base with { Epochs = 5, BatchSize = 128 },
        "cifar10" or "cifar100" => Base with { Model = "cnn:medium", Epochs = 10, BatchSize = 128, Augment = "crop+flip", LabelSmoothing = 0.1 },
        "nist36" => Base with { Epochs = 12, Augment = "affine" },
        null or "flowers17" or "scenes8" => Base with { Epochs = 30, BatchSize = 32, Augment = "crop+flip", LabelSmoothing = 0.1, HoldOut = 0.2, Size = Size, WeightDecay = 0.05 },
        _ => Base,
    };

    /// <summary>Learning rates that small networks with batch normalisation take well; lr-find looks for better ones.</summary>
    public static double Rate(string optimizer) => optimizer switch { "sgd" => 0.1, "lion" => 3e-4, "rmsprop" => 1e-3, _ => 3e-3 };
}
