namespace Hebb.Vision.Reading.Training;

/// <summary>The characters to train with, to choose by, and to measure with at the end.</summary>
/// <param name="Train">For training.</param>
/// <param name="Valid">For choosing and for calibration.</param>
/// <param name="Test">For measuring.</param>
/// <param name="Sources">What was read: a line for each folder.</param>
sealed record CharacterData(CharacterImages Train, CharacterImages Valid, CharacterImages Test, IReadOnlyList<string> Sources);
