using System.Text;

namespace Hebb.Training;

/// <summary>Characters to put in, take out or replace, over the characters that stand there. A character is a Unicode code point.</summary>
public sealed class CharacterErrorRate : TextErrorRate
{
    /// <inheritdoc/>
    public override string Name => "character error rate";

    private protected override (int Errors, int Length) Compare(string prediction, string target)
    {
        Rune[] right = [.. target.EnumerateRunes()];
        return (EditDistance.Between<Rune>([.. prediction.EnumerateRunes()], right), right.Length);
    }
}
