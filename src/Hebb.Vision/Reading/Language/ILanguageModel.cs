namespace Hebb.Vision.Reading.Language;

/// <summary>How likely a character is after those before it. A state is what the model remembers of them: a small whole number or hash, compared by value, so that beams with equal states can join.</summary>
interface ILanguageModel
{
    /// <summary>The state at the beginning of a line.</summary>
    long Start { get; }

    /// <summary>Natural logarithm of the probability that <paramref name="character"/> comes next (a space ends a word, a line feed ends the line), case-insensitive, and the state after it.</summary>
    double Next(long state, char character, out long after);
}
