using Hebb.Training;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Vision.Reading;

/// <summary>
/// How far a text that was read is from the one that is written: the least number of characters to add, drop or replace (Levenshtein's edit distance), and the same for words.
/// Spaces and line breaks count as characters. Texts of several pages add up.
/// </summary>
/// <param name="Edits">Characters to add, drop or replace.</param>
/// <param name="Characters">Characters of the written text, spaces and line breaks among them.</param>
/// <param name="SpaceEdits">How many of the edits concern a space: one too many, one missing, one in another character's place.</param>
/// <param name="LineEdits">How many of the edits concern a line break.</param>
/// <param name="Letters">Characters of the written text without spaces and line breaks.</param>
/// <param name="WordEdits">Words to add, drop or replace.</param>
/// <param name="Words">Words of the written text.</param>
/// <example><code>
/// var errors = TextErrors.Between("DEEP LEARNING", "DEEP LEARMING");
/// Console.WriteLine($"{errors.CharacterErrorRate:P1}, {errors.WordErrorRate:P1}");   // 7.7%, 50.0%
/// </code></example>
public readonly record struct TextErrors(int Edits, int Characters, int SpaceEdits, int LineEdits, int Letters, int WordEdits, int Words)
{
    /// <summary>The edits of letters, digits and marks: all that concern neither a space nor a line break.</summary>
    public int LetterEdits => Edits - SpaceEdits - LineEdits;

    /// <summary>Edits / characters of the written text; above 1 when much was invented. For an empty text: the number of invented characters.</summary>
    public double CharacterErrorRate => Rate(Edits, Characters);

    /// <summary>Edits of letters, digits and marks / their number in the written text.</summary>
    public double LetterErrorRate => Rate(LetterEdits, Letters);

    /// <summary>Edits of words / words of the written text.</summary>
    public double WordErrorRate => Rate(WordEdits, Words);

    /// <summary>Compares two texts. Before that, spaces at the ends of lines, repeated spaces and empty lines are dropped from both.</summary>
    /// <param name="written">What is written there.</param>
    /// <param name="read">What was read.</param>
    /// <param name="caseSensitive">Whether a capital in a small letter's place is an error.</param>
    public static TextErrors Between(string written, string read, bool caseSensitive = false)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(read);
        string expected = PlainText.Of(written, caseSensitive), actual = PlainText.Of(read, caseSensitive);
        string[] expectedWords = Split(expected), actualWords = Split(actual);
        int edits = 0, spaces = 0, lines = 0;
        foreach ((char from, char to) in EditPath.Between(expected, actual))
        {
            if (from == to) continue;
            edits++;
            if (from is '\n' || to is '\n') lines++;
            else if (from is ' ' || to is ' ') spaces++;
        }

        return new TextErrors(edits, expected.Length, spaces, lines, expectedWords.Sum(word => word.Length), EditDistance.Between<string>(expectedWords, actualWords), expectedWords.Length);
    }

    /// <summary>The sum over two texts: its rates weigh each character and word alike.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static TextErrors operator +(TextErrors left, TextErrors right) => new(
        left.Edits + right.Edits,
        left.Characters + right.Characters,
        left.SpaceEdits + right.SpaceEdits,
        left.LineEdits + right.LineEdits,
        left.Letters + right.Letters,
        left.WordEdits + right.WordEdits,
        left.Words + right.Words);

    /// <summary>The sum over two texts.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static TextErrors Add(TextErrors left, TextErrors right) => left + right;

    static double Rate(int edits, int of) => edits / (double)Math.Max(1, of);

    static string[] Split(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
