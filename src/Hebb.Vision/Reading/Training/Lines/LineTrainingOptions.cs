namespace Hebb.Vision.Reading.Training;

/// <summary>How the line reader is trained.</summary>
/// <param name="Data">The folder with words, and, for lines of capitals, chars36, lower26 and punctuation.</param>
/// <param name="Output">The file of the trained weights; null writes none.</param>
sealed record LineTrainingOptions(string Data, string? Output)
{
    /// <summary>The seed of all draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How often each word and line is seen.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Threads of the kernels; null leaves <see cref="Hebb.Threads"/> as it is.</summary>
    public int? Threads { get; init; }

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Weights to begin with; null for random ones.</summary>
    public string? Start { get; init; }

    /// <summary>A file that is written every few minutes and from which a broken training resumes; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Only so many words, a fifth as many lines; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Hears a line of text now and then.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Ends the training early, after a checkpoint.</summary>
    public CancellationToken Cancellation { get; init; }
}
