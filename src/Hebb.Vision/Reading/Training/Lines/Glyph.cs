namespace Hebb.Vision.Reading.Training;

/// <summary>One handwritten character, cut to its ink.</summary>
/// <param name="Mask">Its ink.</param>
/// <param name="Height">Its height in x-heights.</param>
/// <param name="Foot">Its lower edge above the line in x-heights; below it, negative.</param>
sealed record Glyph(InkMask Mask, double Height, double Foot);
