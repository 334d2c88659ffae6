using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Text;

/// <summary>Neighbouring atoms of a line that may be one character.</summary>
/// <param name="First">The first atom.</param>
/// <param name="Last">The last atom.</param>
/// <param name="Box">Where its ink lies on the page.</param>
/// <param name="Crop">Its ink as the network sees it.</param>
/// <param name="Network">What the network says: see <see cref="ICharacterReader.Read"/>.</param>
sealed record Segment(int First, int Last, LetterBox Box, CharacterCrop Crop, float[] Network)
{
    public int Atoms => Last - First + 1;

    /// <summary>Lower edge above the baseline of its line, in pixels.</summary>
    public double Rise { get; init; }

    /// <summary>The characters that it may be with the logarithms of their probabilities, the likeliest first.</summary>
    public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>The logarithm of the probability that it is one character.</summary>
    public double One { get; set; }
}

/// <summary>A character that a segment may be. Capital and small letter are one choice; <paramref name="Character"/> is the likelier of the two.</summary>
/// <param name="Character">The character.</param>
/// <param name="LogProbability">The logarithm of its probability (of both cases), with the shape, the height and the place.</param>
/// <param name="OtherCase">The logarithm of the probability of the other case of a letter, less that of <paramref name="Character"/>; minus infinity where there is none.</param>
readonly record struct Choice(char Character, double LogProbability, double OtherCase);
