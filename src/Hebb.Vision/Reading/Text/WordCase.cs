namespace Hebb.Vision.Reading.Text;

/// <summary>Makes the case of a word's letters agree: all capitals, all small, or a capital first. What the shapes say clearly stays.</summary>
static class WordCase
{
    // What a letter costs that keeps to none of the three.
    const double Odd = 2.5;

    /// <summary>The characters of a word with their cases.</summary>
    public static char[] Agree(IReadOnlyList<Choice> word)
    {
        double capitals = 0, small = 0, first = 0, free = 0;
        int letters = 0;
        for (int i = 0; i < word.Count; i++)
        {
            if (!char.IsAsciiLetter(word[i].Character)) continue;
            double upper = Of(word[i], capital: true), lower = Of(word[i], capital: false);
            capitals += upper;
            small += lower;
            first += letters == 0 ? upper : lower;
            free += Math.Max(upper, lower) - (letters == 0 ? 0 : Odd * 0.5);
            letters++;
        }

        char[] result = [.. word.Select(choice => choice.Character)];
        double best = Math.Max(capitals, Math.Max(small, first));
        if (letters < 2 || free > best) return result;
        bool begun = false;
        for (int i = 0; i < result.Length; i++)
        {
            if (!char.IsAsciiLetter(result[i])) continue;
            bool upper = capitals == best || (first == best && !begun);
            result[i] = upper ? char.ToUpperInvariant(result[i]) : char.ToLowerInvariant(result[i]);
            begun = true;
        }

        return result;
    }

    static double Of(Choice choice, bool capital) => char.IsAsciiLetterUpper(choice.Character) == capital ? 0 : Math.Max(-12, choice.OtherCase);
}
