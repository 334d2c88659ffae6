namespace Hebb.Vision.Reading.Training;

/// <summary>A handwritten word or line as pen strokes.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Writer">The number of its writer.</param>
/// <param name="IsLine">Whether it is a line rather than a word.</param>
/// <param name="Strokes">For each time the pen went down its points, x to the right and y down: x0, y0, x1, y1, … An x-height is about 20 units.</param>
/// <param name="Style">How the writer writes: "print", "cursive", "mixed", "unknown".</param>
sealed record PenItem(string Text, int Writer, bool IsLine, float[][] Strokes, string Style = "unknown");
