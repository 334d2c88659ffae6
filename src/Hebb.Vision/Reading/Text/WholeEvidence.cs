using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>What speaks for the reading as a whole against the reading letter by letter, for the words at one place.</summary>
/// <param name="Whole">Mean log-probability of its characters.</param>
/// <param name="Cut">The same of the other reading.</param>
/// <param name="WholeLanguage">Mean log-probability of its characters by the language model; 0 without one.</param>
/// <param name="CutLanguage">The same of the other reading.</param>
/// <param name="Touching">The share of characters that had to be cut out of pieces of ink.</param>
/// <param name="Digits">The share of digits among the characters of the other reading.</param>
/// <param name="Doubt">The logarithm of the least confidence of a character of the other reading.</param>
readonly record struct WholeEvidence(double Whole, double Cut, double WholeLanguage, double CutLanguage, double Touching, double Digits, double Doubt)
{
    /// <summary>The logarithm of the odds that the reading as a whole is the better one: logistic regression on rendered lines of writers whom no network has seen and on composed pages.</summary>
    public double LogOdds => WholeLanguage == 0
        ? 0.11 + (3.22 * Whole) - (1.48 * Cut) + (3.22 * Touching) - (1.71 * Digits) - (1.73 * Doubt)
        : 2.11 + (3.05 * Whole) - (1.72 * Cut) + (2.04 * WholeLanguage) - (1.34 * CutLanguage) + (2.61 * Touching) - (0.73 * Digits) - (0.10 * Doubt);

    /// <summary>The evidence of two readings.</summary>
    public static WholeEvidence Of(PageLine line, TextWord[] cut, TextWord[] whole, ILanguageModel? model)
    {
        TextCharacter[] characters = [.. cut.SelectMany(word => word.Characters)];
        LetterBox box = cut.Select(word => word.Box).Aggregate((a, b) => a.Union(b));
        int pieces = line.Pieces.Count(piece => piece.Box.Left < box.Right && piece.Box.Right > box.Left && piece.Box.Height > 0.4 * line.BodyHeight);
        return new WholeEvidence(
            Mean(whole),
            Mean(cut),
            Language(whole, model),
            Language(cut, model),
            Math.Clamp(1 - (pieces / (double)characters.Length), 0, 1),
            characters.Count(one => char.IsAsciiDigit(one.Character)) / (double)characters.Length,
            Math.Log(Math.Max(1e-4, characters.Min(one => one.Confidence))));
    }

    static double Mean(TextWord[] words) => words.SelectMany(word => word.Characters).Average(one => Math.Log(Math.Max(one.Confidence, 1e-4)));

    static double Language(TextWord[] words, ILanguageModel? model)
    {
        if (model == null) return 0;
        string text = string.Join(' ', words.Select(word => word.Text)) + " ";
        long state = model.Start;
        double sum = 0;
        foreach (char character in text) sum += model.Next(state, character, out state);
        return sum / text.Length;
    }
}
