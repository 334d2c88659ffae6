namespace Hebb.Vision.Reading.Text;

/// <summary>How much each kind of evidence counts in the beam search, in nats. Tuned on lines composed of single characters, never on single pages.</summary>
sealed record DecodingWeights
{
    /// <summary>Of the language model's log-probability.</summary>
    public double Language { get; init; } = 0.6;

    /// <summary>What every space gets back.</summary>
    public double SpaceBonus { get; init; }

    /// <summary>What every character gets back for what the language model takes from it, so that long readings are not worse than short ones.</summary>
    public double Character { get; init; } = 1.4;

    /// <summary>How much more a character counts with each further atom: one of two atoms competes with two of one.</summary>
    public double Atom { get; init; } = 0.5;

    /// <summary>Of the logarithm of the odds of a space.</summary>
    public double Space { get; init; } = 0.8;

    /// <summary>Against two characters that stand in the same columns.</summary>
    public double Overlap { get; init; } = 7;

    /// <summary>Against an end of a character within a connected piece of ink, times the probability that the whole piece is one character.</summary>
    public double Cut { get; init; } = 5;

    /// <summary>Against leaving out an atom: so much, and more for its size.</summary>
    public double Skip { get; init; } = 4;

    /// <summary>Of the evidence of all gaps of a page together, when different ways to see them are compared.</summary>
    public double Spacing { get; init; } = 1.5;

    /// <summary>Those that are used.</summary>
    public static DecodingWeights Default { get; } = new();
}
