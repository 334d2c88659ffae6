namespace Hebb.Vision.Reading.Lines;

/// <summary>What the line reader read.</summary>
/// <param name="Text">The text, without spaces at its ends.</param>
/// <param name="Characters">One for each character of the text, spaces included.</param>
/// <param name="Confidence">The geometric mean of the characters' probabilities, spaces included; 1 for an empty text.</param>
sealed record LineReading(string Text, IReadOnlyList<LineCharacter> Characters, double Confidence);
