using Hebb.Vision.Reading.Lines;

namespace Hebb.Vision.Reading.Training;

/// <summary>One example for the line network.</summary>
/// <param name="Image">What it sees.</param>
/// <param name="Text">What it should say.</param>
sealed record LineSample(LineImage Image, string Text)
{
    /// <summary>The classes of the text.</summary>
    public long[] Labels { get; } = [.. Text.Select(c => (long)LineReader.Characters.IndexOf(c))];
}
