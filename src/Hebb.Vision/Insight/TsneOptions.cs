namespace Hebb.Vision.Insight;

/// <summary>How t-SNE is done. Values of van der Maaten and Hinton unless said.</summary>
public sealed record TsneOptions
{
    /// <summary>About how many neighbours a point has: 5 to 50 is usual. At most (n − 1) / 3, as above that neighbours mean little; it is lowered to that.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>How often the points are moved.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>By what the attraction is multiplied during the first steps, so that clusters form early.</summary>
    public double Exaggeration { get; init; } = 12;

    /// <summary>How many steps are exaggerated; the momentum is 0.5 in them and 0.8 after.</summary>
    public int ExaggeratedSteps { get; init; } = 250;

    /// <summary>How far points move; 0 for n / exaggeration / 4, at least 50 (Belkina and others, 2019).</summary>
    public double LearningRate { get; init; }

    /// <summary>To how many principal components the points are reduced first; 0 for not at all.</summary>
    public int Components { get; init; } = 50;

    internal void Check()
    {
        if (!(Perplexity >= 1)) throw new ArgumentOutOfRangeException(nameof(Perplexity), Perplexity, "The perplexity is a number of neighbours, 1 or more; 5 to 50 is usual.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        if (!(Exaggeration >= 1)) throw new ArgumentOutOfRangeException(nameof(Exaggeration), Exaggeration, "The exaggeration is a factor, 1 or more.");
        ArgumentOutOfRangeException.ThrowIfNegative(ExaggeratedSteps);
        if (!(LearningRate >= 0)) throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate is positive, or 0 for one that fits the number of points.");
        ArgumentOutOfRangeException.ThrowIfNegative(Components);
    }
}
