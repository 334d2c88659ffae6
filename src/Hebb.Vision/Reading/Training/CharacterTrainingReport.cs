using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>What a training came to.</summary>
/// <param name="Network">The network, ready to read, its weights rounded to half precision.</param>
/// <param name="Valid">Measured on the characters that the recipe was chosen by; null without any.</param>
/// <param name="Test">Measured on the characters that it was not chosen by; null without any.</param>
/// <param name="Elapsed">How long it took.</param>
sealed record CharacterTrainingReport(CharacterNetwork Network, CharacterScores? Valid, CharacterScores? Test, TimeSpan Elapsed);
