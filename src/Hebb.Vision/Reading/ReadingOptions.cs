namespace Hebb.Vision.Reading;

/// <summary>How a page is read.</summary>
public sealed record ReadingOptions
{
    /// <summary>The characters that may come out. Default: all of them.</summary>
    public Alphabet Alphabet { get; init; } = Alphabet.All;

    /// <summary>Whether the language model helps: it knows which letters follow each other in English words. Without it every character is read for itself. Default: true.</summary>
    public bool LanguageModel { get; init; } = true;

    /// <summary>Whether the reader of whole lines helps, which reads what cannot be cut into letters. Default: true.</summary>
    public bool LineReader { get; init; } = true;
}
