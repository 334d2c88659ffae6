using Hebb.Images;

namespace Hebb.Vision.Reading.Drawing;

/// <summary>A page that was drawn, with what is written on it.</summary>
/// <param name="Image">What a camera would have taken.</param>
/// <param name="Text">Its text: lines with a line feed between them.</param>
/// <param name="Boxes">The box of each character in the order of the text; spaces have none.</param>
sealed record DrawnPage(Image Image, string Text, IReadOnlyList<LetterBox> Boxes);
