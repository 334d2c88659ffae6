using Hebb.Formats;

namespace Hebb.Vision.Reading.Language;

/// <summary>
/// Which characters follow each other in English notes: letters by <see cref="LetterStatistics"/> without case, everything around them by a small grammar of words, numbers, codes and marks.
/// </summary>
/// <remarks>
/// Words with digits are neutral: every letter and every digit is about as likely there, so that codes and lists such as "O0 1I 2Z 5S" stay what was written.
/// After a number or a code another one is likelier, after a single letter another single letter, the next of the alphabet above all; a line may begin with the number of a list.
/// The probabilities of all characters after a state sum to 1.
/// </remarks>
sealed class CharacterLanguageModel : ILanguageModel
{
    const string ResourceName = "Hebb.Vision.Reading.Language.letters.bin";
    const string Trailing = ".,!?:;\"')-/%&=+@#$(";
    const string Leading = "\"'(-#$&@+=/.,!?:;)%";

    static readonly Lazy<CharacterLanguageModel> Shipped = new(() =>
    {
        using Stream packed = typeof(CharacterLanguageModel).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The library lacks its resource {ResourceName}.");
        return new CharacterLanguageModel(LetterStatistics.Read(packed));
    });

    // After a word: the next word, the end of the line, marks in the order of Trailing.
    static readonly double[] AfterWord = Spread(1, 0.82, 0.08, [0.045, 0.045, 0.006, 0.006, 0.008, 0.003, 0.003, 0.003, 0.004, 0.006, 0.003, 0.001, 0.002, 0.001, 0.001, 0.001, 0.0005, 0.0005, 0.002]);
    static readonly double[] AfterNumber = Spread(0.55, 0.30, 0.05, [0.06, 0.02, 0.001, 0.001, 0.02, 0.001, 0.002, 0.002, 0.02, 0.015, 0.02, 0.02, 0.001, 0.003, 0.004, 0.001, 0.001, 0.001, 0.001]);
    static readonly double[] AfterListNumber = Spread(0.75, 0.18, 0.02, [0.30, 0.02, 0.001, 0.001, 0.03, 0.001, 0.002, 0.002, 0.08, 0.02, 0.03, 0.01, 0.001, 0.003, 0.004, 0.001, 0.001, 0.001, 0.001]);
    static readonly double[] AfterNumberMark = Spread(0.70, 0.56, 0.08, [0.015, 0.004, 0.004, 0.004, 0.002, 0.001, 0.004, 0.002, 0.006, 0.006, 0.003, 0.002, 0.001, 0.002, 0.001, 0.001, 0.001, 0.002, 0.002]);
    static readonly double[] AfterCode = Spread(0.34, 0.22, 0.04, [0.01, 0.01, 0.002, 0.002, 0.006, 0.002, 0.002, 0.002, 0.004, 0.02, 0.006, 0.002, 0.002, 0.004, 0.004, 0.002, 0.002, 0.002, 0.002]);
    static readonly double[] AfterMark = Spread(0.90, 0.72, 0.10, [0.015, 0.004, 0.008, 0.006, 0.002, 0.001, 0.008, 0.002, 0.006, 0.006, 0.003, 0.002, 0.001, 0.002, 0.001, 0.001, 0.001, 0.001, 0.002]);
    static readonly double[] Before = Spread(0.055, 0.0005, 0.0005, [0.008, 0.003, 0.008, 0.012, 0.003, 0.003, 0.006, 0.001, 0.002, 0.002, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.0005, 0.0005, 0.0005], Leading);

    readonly LetterStatistics letters;

    public CharacterLanguageModel(LetterStatistics letters) => this.letters = letters;

    /// <summary>The model that comes with the library.</summary>
    public static CharacterLanguageModel Load() => Shipped.Value;

    /// <summary>The model of a file that <see cref="LanguageModelTraining"/> wrote.</summary>
    /// <exception cref="FormatErrorException">The file holds no statistics of letters, or damaged ones.</exception>
    public static CharacterLanguageModel Load(string path)
    {
        using FileStream packed = InputFile.Open(path);
        try
        {
            return new CharacterLanguageModel(LetterStatistics.Read(packed));
        }
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException or EndOfStreamException)
        {
            throw new FormatErrorException(path, 0, $"no statistics of letters: {problem.Message}", "hebb train-reader --texts DIR writes such files.", problem);
        }
    }

    /// <summary>The probabilities of what comes after a whole word: marks, the next word (a space), the end of the line; the sum is 1.</summary>
    internal static double AfterWholeWord(char character) => Of(AfterWord, character);

    enum Part
    {
        Begin,
        Word,
        Number,
        Code,
        Mark,
    }

    // What stood before the word.
    enum Neighbour
    {
        Other,
        Number,
        Letter,
        LineStart,
        Code,
    }

    public long Start => Pack(Part.Begin, Neighbour.LineStart);

    public double Next(long state, char character, out long after)
    {
        var part = (Part)(state & 7);
        var neighbour = (Neighbour)((state >> 3) & 7);
        int length = (int)((state >> 6) & 3);
        int node = (int)(state >> 8) & 0xffffff;
        int single = (int)(state >> 32);
        double probability = part switch
        {
            Part.Begin => AtBegin(character, neighbour, single, out after),
            Part.Word => InWord(character, neighbour, length, node, single, out after),
            Part.Number => InNumber(character, neighbour, length, single, out after),
            Part.Code => InCode(character, out after),
            _ => AfterMarks(character, out after),
        };
        return Math.Log(probability);
    }

    // single: the letter (1 to 26) or the digit (1 to 10) that is all of the word so far, or was all of the word before.
    static long Pack(Part part, Neighbour neighbour = Neighbour.Other, int length = 0, int node = 0, int single = 0) =>
        (long)part | ((long)neighbour << 3) | ((long)Math.Min(length, 3) << 6) | ((long)node << 8) | ((long)single << 32);

    double AtBegin(char character, Neighbour neighbour, int single, out long after)
    {
        double number = neighbour switch { Neighbour.Number => 0.30, Neighbour.LineStart => 0.10, Neighbour.Letter => 0.08, Neighbour.Code => 0.2, _ => 0.05 };
        if (char.IsAsciiDigit(character))
        {
            int digit = character - '0';
            after = Pack(Part.Number, neighbour is Neighbour.LineStart or Neighbour.Code ? neighbour : Neighbour.Other, 1, 0, digit + 1);
            return number * (neighbour == Neighbour.Number && single > 0 ? (0.5 / 10) + (digit == single % 10 ? 0.5 : 0) : 0.1);
        }

        if (char.IsAsciiLetter(character))
        {
            int symbol = LetterSymbols.IndexOf(character);
            double letter = OnlyLetters(letters.WordStart, symbol, out int next);
            after = Pack(Part.Word, neighbour is Neighbour.Letter or Neighbour.Code ? neighbour : Neighbour.Other, 1, next, symbol + 1);

            // "A" and "I" are words too: what follows them is less often a letter alone.
            double alone = neighbour != Neighbour.Letter ? 0 : single is 1 or 9 ? 0.2 : 0.6;
            if (neighbour == Neighbour.Code) return (1 - number - Before[128]) * ((0.6 * letter) + (0.4 / 26));
            double chosen = ((0.97 - alone) * letter) + ((0.03 + (0.6 * alone)) / 26) + (alone > 0 && symbol == single % 26 ? 0.4 * alone : 0);
            return (1 - number - Before[128]) * chosen;
        }

        after = character is ' ' or '\n' ? Pack(Part.Begin) : Pack(Part.Mark);
        return Of(Before, character);
    }

    // At the beginning of a word the statistics' apostrophe, hyphen and end have no place.
    double OnlyLetters(int node, int symbol, out int next)
    {
        double all = 1 - letters.Next(node, LetterSymbols.Apostrophe, out _) - letters.Next(node, LetterSymbols.Hyphen, out _) - letters.Next(node, LetterSymbols.End, out _);
        return letters.Next(node, symbol, out next) / all;
    }

    double InWord(char character, Neighbour neighbour, int length, int node, int single, out long after)
    {
        // A digit makes a code of it, sooner in short words.
        double digit = neighbour == Neighbour.Code ? 0.2 : length == 1 ? 0.04 : 0.006;
        if (char.IsAsciiDigit(character))
        {
            after = Pack(Part.Code);
            return digit / 10;
        }

        bool alone = neighbour == Neighbour.Letter && length == 1, code = neighbour == Neighbour.Code;
        double end = letters.Next(node, LetterSymbols.End, out _);
        double ends = alone ? 0.5 + (0.5 * end) : code ? 0.2 + (0.8 * end) : length == 1 ? 0.1 + (0.9 * end) : end;
        double goesOn = (1 - ends) / (1 - end) * (1 - digit);
        ends *= 1 - digit;
        if (char.IsAsciiLetter(character))
        {
            double letter = letters.Next(node, LetterSymbols.IndexOf(character), out int next);
            after = Pack(Part.Word, code && length < 3 ? neighbour : Neighbour.Other, length + 1, next);
            return goesOn * (code ? (0.5 * letter) + (0.5 * (1 - end) / 26) : letter);
        }

        if (character is ' ' or '\n')
        {
            after = length == 1 ? Pack(Part.Begin, Neighbour.Letter, 0, 0, single) : Pack(Part.Begin);
            return ends * Of(AfterWord, character);
        }

        if (character is '\'' or '-')
        {
            double inside = letters.Next(node, LetterSymbols.IndexOf(character), out int next);
            after = Pack(Part.Word, Neighbour.Other, length + 1, next);
            return (goesOn * inside * (code ? 0.5 : 1)) + (ends * Of(AfterWord, character));
        }

        after = Pack(Part.Mark);
        return ends * Of(AfterWord, character);
    }

    double InNumber(char character, Neighbour neighbour, int length, int single, out long after)
    {
        double[] table = length == 0 ? AfterNumberMark : neighbour == Neighbour.LineStart ? AfterListNumber : AfterNumber;
        double digit = neighbour == Neighbour.Code ? 0.4 : length <= 1 ? 0.62 : 0.85;
        if (char.IsAsciiDigit(character))
        {
            after = Pack(Part.Number, neighbour, length + 1);
            return (1 - table[128]) * digit / 10;
        }

        if (char.IsAsciiLetter(character))
        {
            after = Pack(Part.Code);
            return (1 - table[128]) * (1 - digit) / 26;
        }

        // A date, a time or a sum goes on as a number; length 0 says that a mark came last.
        if (character is ' ' or '\n') after = length > 0 ? Pack(Part.Begin, Neighbour.Number, 0, 0, single) : Pack(Part.Begin);
        else after = Pack(character is '.' or ',' or ':' or '-' or '/' or '+' or '=' ? Part.Number : Part.Mark);
        return Of(table, character);
    }

    double InCode(char character, out long after)
    {
        if (char.IsAsciiLetterOrDigit(character))
        {
            after = Pack(Part.Code);
            return (1 - AfterCode[128]) / 36;
        }

        after = character is ' ' or '\n' ? Pack(Part.Begin, Neighbour.Code) : Pack(Part.Code);
        return Of(AfterCode, character);
    }

    double AfterMarks(char character, out long after)
    {
        double rest = 1 - AfterMark[128];
        if (char.IsAsciiLetter(character))
        {
            double letter = OnlyLetters(letters.WordStart, LetterSymbols.IndexOf(character), out int next);
            after = Pack(Part.Word, Neighbour.Other, 1, next);
            return rest * 0.75 * letter;
        }

        if (char.IsAsciiDigit(character))
        {
            after = Pack(Part.Number, Neighbour.Other, 1, 0);
            return rest * 0.25 / 10;
        }

        after = character is ' ' or '\n' ? Pack(Part.Begin) : Pack(Part.Mark);
        return Of(AfterMark, character);
    }

    // A table by character with the sum that is asked for; its entry 128 is that sum.
    static double[] Spread(double sum, double space, double lineEnd, double[] marks, string order = Trailing)
    {
        var table = new double[129];
        table[' '] = space;
        table['\n'] = lineEnd;
        for (int i = 0; i < marks.Length; i++) table[order[i]] = marks[i];
        double all = table.Sum();
        for (int i = 0; i < 128; i++) table[i] *= sum / all;
        table[128] = sum;
        return table;
    }

    static double Of(double[] table, char character) => character < 128 && table[character] > 0 ? table[character] : 1e-9;
}
