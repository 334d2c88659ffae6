using Hebb.Vision.Reading.Language;

namespace Hebb.Vision.Reading.Text;

/// <summary>Makes a word of its characters: their case, how sure each one is, and what else it may be.</summary>
static class WordConfidence
{
    const int Alternatives = 5;

    /// <summary>The word; each alternative is weighed with the rest of the word as it was read.</summary>
    public static TextWord Finish(IReadOnlyList<ReadCharacter> characters, ILanguageModel? model, DecodingWeights weights)
    {
        char[] text = WordCase.Agree([.. characters.Select(one => one.Choice)]);
        var result = new List<TextCharacter>();
        for (int i = 0; i < characters.Count; i++)
        {
            Segment segment = characters[i].Segment;
            var scores = new List<(char Character, double Score)>();
            foreach (Choice choice in segment.Choices.Take(Alternatives + 1))
            {
                bool own = char.ToLowerInvariant(choice.Character) == char.ToLowerInvariant(text[i]);
                char character = own ? text[i] : char.IsAsciiLetterUpper(text[i]) ? char.ToUpperInvariant(choice.Character) : choice.Character;
                double score = choice.LogProbability;
                if (model != null) score += weights.Language * Score(model, text, i, character);
                scores.Add((character, score));
            }

            double most = scores.Max(one => one.Score);
            double sum = scores.Sum(one => Math.Exp(one.Score - most));

            // The share of "not one character" is nobody's.
            double share = Math.Exp(Math.Min(0, segment.One)) / sum;
            (char Character, double Probability)[] alternatives = [.. scores.Select(one => (one.Character, Math.Exp(one.Score - most) * share)).OrderByDescending(one => one.Item2).Take(Alternatives)];
            double confidence = alternatives.Where(one => one.Character == text[i]).Select(one => one.Probability).DefaultIfEmpty(0).First();
            result.Add(new TextCharacter(text[i], segment.Box, confidence, alternatives, segment.Crop.ToTensor()));
        }

        return new TextWord(result, result.Select(one => one.Box).Aggregate((a, b) => a.Union(b)), WholeWord: false);
    }

    // The word alone on its line, one character replaced; what comes before that character is the same for all.
    static double Score(ILanguageModel model, char[] text, int place, char character)
    {
        long state = model.Start;
        double sum = 0;
        for (int i = 0; i < text.Length; i++)
        {
            double log = model.Next(state, i == place ? character : text[i], out state);
            if (i >= place) sum += log;
        }

        return sum + model.Next(state, ' ', out _);
    }
}
