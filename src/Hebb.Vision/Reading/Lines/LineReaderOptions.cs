namespace Hebb.Vision.Reading.Lines;

/// <summary>How the line reader chooses among texts: log P(text | image) + weight · log P(text) + bonus · characters.</summary>
sealed record LineReaderOptions
{
    /// <summary>How much the language model counts.</summary>
    public double LanguageWeight { get; init; } = 0.5;

    /// <summary>What each character adds, against the model's liking for short texts.</summary>
    public double CharacterBonus { get; init; } = 1.4;

    /// <summary>How many beginnings of texts are kept at each frame.</summary>
    public int Beams { get; init; } = 16;
}
