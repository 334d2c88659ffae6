using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Lines;
using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Text;

/// <summary>Two readings of one line, letter by letter and as a whole: takes for each word what both agree on, or the surer one.</summary>
static class WordChoice
{
    // Words of the two readings belong together when they share so much of the narrower one's width.
    const double Shared = 0.3;

    /// <summary>The words of the line reader with boxes on the page; empty when it read nothing.</summary>
    /// <param name="line">The line.</param>
    /// <param name="reader">The line reader.</param>
    /// <param name="model">The language model, or null.</param>
    /// <param name="alphabet">The characters that may come out.</param>
    public static IReadOnlyList<TextWord> ReadWhole(PageLine line, LineReader reader, ILanguageModel? model, Alphabet alphabet)
    {
        if (LineMask.Of(line.Pieces, line.Baseline) is not { } ink) return [];
        LineReading reading = reader.Read(ink.Mask, ink.Baseline, model, alphabet);
        var words = new List<TextWord>();
        var characters = new List<LineCharacter>();
        foreach (LineCharacter character in reading.Characters.Append(new LineCharacter(' ', 0, 0, 1)))
        {
            if (character.Character != ' ')
            {
                characters.Add(character);
            }
            else if (characters.Count > 0)
            {
                words.Add(Word(line, ink, characters));
                characters.Clear();
            }
        }

        return words;
    }

    /// <summary>The better words of both readings.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cut">The words read letter by letter.</param>
    /// <param name="whole">Those of <see cref="ReadWhole"/>.</param>
    /// <param name="model">The language model, or null.</param>
    public static IReadOnlyList<TextWord> Choose(PageLine line, IReadOnlyList<TextWord> cut, IReadOnlyList<TextWord> whole, ILanguageModel? model) =>
        cut.Count == 0 || whole.Count == 0 ? cut : [.. Pairs(cut, whole).SelectMany(pair => Better(line, pair.Cut, pair.Whole, model))];

    /// <summary>Words of the two readings that stand at the same place.</summary>
    internal static IEnumerable<(TextWord[] Cut, TextWord[] Whole)> Pairs(IReadOnlyList<TextWord> cut, IReadOnlyList<TextWord> whole)
    {
        int a = 0, b = 0;
        while (a < cut.Count || b < whole.Count)
        {
            (int fromA, int fromB) = (a, b);
            if (b == whole.Count || (a < cut.Count && cut[a].Box.Left <= whole[b].Box.Left)) a++;
            else b++;

            // Takes in what overlaps with what is there already.
            bool more = true;
            while (more)
            {
                more = false;
                if (a < cut.Count && whole.Take(fromB..b).Any(word => Overlap(word, cut[a]))) (a, more) = (a + 1, true);
                if (b < whole.Count && cut.Take(fromA..a).Any(word => Overlap(word, whole[b]))) (b, more) = (b + 1, true);
            }

            yield return ([.. cut.Take(fromA..a)], [.. whole.Take(fromB..b)]);
        }
    }

    static IReadOnlyList<TextWord> Better(PageLine line, TextWord[] cut, TextWord[] whole, ILanguageModel? model)
    {
        // What only the whole reading has is a dot or a stroke that the other left out. Letters that stand alone are no words.
        if (cut.Length == 0 || whole.Length == 0 || cut.Sum(word => word.Characters.Count) < 2 * cut.Length) return cut;
        if (cut.Length == whole.Length && cut.Zip(whole).All(pair => string.Equals(pair.First.Text, pair.Second.Text, StringComparison.OrdinalIgnoreCase))) return [.. cut.Zip(whole, Agreed)];
        return WholeEvidence.Of(line, cut, whole, model).LogOdds > 0 ? whole : cut;
    }

    // Two readers that agree are surer than each alone.
    static TextWord Agreed(TextWord cut, TextWord whole) => cut with
    {
        Characters = [.. cut.Characters.Zip(whole.Characters, (a, b) => a with { Confidence = 1 - ((1 - a.Confidence) * (1 - b.Confidence)) })],
    };

    static bool Overlap(TextWord a, TextWord b)
    {
        int shared = Math.Min(a.Box.Right, b.Box.Right) - Math.Max(a.Box.Left, b.Box.Left);
        return shared > Shared * Math.Min(a.Box.Width, b.Box.Width);
    }

    static TextWord Word(PageLine line, LineMask ink, List<LineCharacter> characters)
    {
        int left = ink.Left + (int)characters[0].Left, right = Math.Max(left + 1, ink.Left + (int)Math.Ceiling(characters[^1].Right));
        (int top, int bottom) = (int.MaxValue, int.MinValue);
        foreach (InkPiece piece in line.Pieces)
        {
            if (piece.Box.Right > left && piece.Box.Left < right) (top, bottom) = (Math.Min(top, piece.Box.Top), Math.Max(bottom, piece.Box.Bottom));
        }

        if (bottom <= top) (top, bottom) = (ink.Top, ink.Top + ink.Mask.Height);
        TextCharacter[] read = [.. characters.Select(one =>
        {
            int from = ink.Left + (int)one.Left;
            return new TextCharacter(one.Character, new LetterBox(top, from, bottom, Math.Max(from + 1, ink.Left + (int)Math.Ceiling(one.Right))), one.Probability, [(one.Character, one.Probability)], null);
        })];
        return new TextWord(read, new LetterBox(top, left, bottom, right), WholeWord: true);
    }
}
