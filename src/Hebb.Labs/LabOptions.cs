namespace Hebb.Labs;

/// <summary>What can be chosen about a lab. Null means: not chosen, or, in <see cref="Lab.Defaults"/>, not used by that lab.</summary>
internal sealed record LabOptions
{
    /// <summary>How many times the training data is gone through.</summary>
    public int? Epochs { get; init; }

    /// <summary>The seed of the random numbers.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The optimizer's learning rate.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How many examples a batch has.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The folder with the lab's data.</summary>
    public string? Data { get; init; }

    /// <summary>The folder for what the lab writes.</summary>
    public string? Out { get; init; }

    /// <summary>Whether the run only shows that everything works: few epochs on little data, and no figure is checked.</summary>
    public bool IsQuick { get; init; }

    /// <summary>These choices, and where there is none, the other's.</summary>
    /// <param name="other">The choices to fall back on.</param>
    public LabOptions Or(LabOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LabOptions
        {
            Epochs = Epochs ?? other.Epochs,
            Seed = Seed ?? other.Seed,
            LearningRate = LearningRate ?? other.LearningRate,
            BatchSize = BatchSize ?? other.BatchSize,
            Data = Data ?? other.Data,
            Out = Out ?? other.Out,
            IsQuick = IsQuick || other.IsQuick,
        };
    }
}
