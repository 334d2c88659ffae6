namespace Hebb.Vision.Reading.Training;

/// <summary>How the character network is trained. The same options give the same weights on the same number of threads.</summary>
sealed record CharacterTrainingOptions
{
    /// <summary>Folders of labelled characters; see <see cref="CharacterFolders"/>.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Where the weights are written; null for nowhere.</summary>
    public string? Output { get; init; }

    /// <summary>The seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many epochs.</summary>
    public int Epochs { get; init; } = 14;

    /// <summary>How many distorted characters an epoch has.</summary>
    public int EpochLength { get; init; } = 38_400;

    /// <summary>Characters in a batch.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The layers; see <see cref="Characters.CharacterLayers"/>.</summary>
    public string Layers { get; init; } = "32 M 48 r M 96 r M 160 r";

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>How strongly characters are distorted.</summary>
    public double Distortion { get; init; } = 1;

    /// <summary>Told after each epoch.</summary>
    public IProgress<CharacterTrainingProgress>? Progress { get; init; }

    /// <summary>Ends the training early, with an exception and without a file.</summary>
    public CancellationToken Stop { get; init; }
}
