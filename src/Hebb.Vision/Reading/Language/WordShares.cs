using System.Globalization;

namespace Hebb.Vision.Reading.Language;

/// <summary>How large a share of the words of a text each word is expected to have, put together from word lists, texts and <see cref="FrequentWords"/>.</summary>
sealed class WordShares
{
    // The shares of the three kinds of sources.
    const double Ranked = 0.35, Texts = 0.25, Lists = 0.40;

    // Half of the people leave the apostrophe out when they print in capitals.
    const double WithoutApostrophe = 0.3;

    readonly Dictionary<string, double> shares = new(StringComparer.Ordinal);

    /// <summary>The words in small letters with their shares; the sum is 1.</summary>
    public IReadOnlyDictionary<string, double> Words => shares;

    /// <summary>
    /// Reads a folder: <c>*.txt</c> are texts; files that end in a number are word lists, the number being the size class of SCOWL (10: the most common words, 60: a large dictionary);
    /// files without an ending, such as Debian's <c>american-english</c>, are word lists of size 50.
    /// </summary>
    /// <exception cref="FileNotFoundException">The folder holds no word list.</exception>
    public static WordShares Read(string folder)
    {
        var result = new WordShares();
        foreach ((string word, double share) in FrequentWords.Shares()) result.Add(word, Ranked * share);
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        result.AddTexts([.. files.Where(file => file.EndsWith(".txt", StringComparison.Ordinal))]);
        var lists = files.Select(file => (file, Size: SizeOf(file))).Where(one => one.Size > 0).ToList();
        if (lists.Count == 0) throw new FileNotFoundException($"The folder {folder} holds no word lists: files with names that end in a number, such as english-words.35 of Debian's package scowl, or have no ending.");
        result.AddLists(lists);
        result.Normalise();
        return result;
    }

    static int SizeOf(string file) => Path.GetExtension(file).Length == 0 ? 50 : int.TryParse(Path.GetExtension(file).AsSpan().TrimStart('.'), NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0;

    // The share of all words of a size class and kind: common words take most of a text, names and abbreviations little.
    static double MassOf(string file, int size)
    {
        double mass = size switch { <= 10 => 0.5, <= 20 => 0.17, <= 35 => 0.16, <= 40 => 0.03, <= 50 => 0.05, <= 55 => 0.01, <= 60 => 0.02, _ => 0.01 };
        string name = Path.GetFileName(file);
        if (name.Contains("names", StringComparison.Ordinal)) return mass * 0.6;
        if (name.Contains("upper", StringComparison.Ordinal)) return mass * 0.5;
        if (name.Contains("abbreviations", StringComparison.Ordinal)) return mass * 0.1;
        return mass;
    }

    void AddLists(List<(string File, int Size)> lists)
    {
        var read = lists.Select(list => (list.File, list.Size, Words: File.ReadAllLines(list.File).Where(IsWord).Select(word => word.ToLowerInvariant()).ToList())).ToList();

        // Lists of one kind and size share its mass by their numbers of words.
        foreach (var kind in read.GroupBy(list => (list.Size, Mass: MassOf(list.File, list.Size))))
        {
            double each = Lists * kind.Key.Mass / kind.Sum(list => list.Words.Sum(WeightOf));
            foreach (string word in kind.SelectMany(list => list.Words)) Add(word, each * WeightOf(word));
        }
    }

    static double WeightOf(string word) => word.EndsWith("'s", StringComparison.Ordinal) ? 0.05 : 1;

    void AddTexts(string[] files)
    {
        foreach (string file in files)
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            int total = 0;
            foreach (string token in File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                string word = token.Trim('.', ',', ':', ';', '!', '?', '"', '(', ')', '[', ']', '-', '\'', '/').ToLowerInvariant();
                if (!IsWord(word)) continue;
                counts[word] = counts.GetValueOrDefault(word) + 1;
                total++;
            }

            // A long text counts more than a short one, but less than by its length.
            double share = Math.Sqrt(new FileInfo(file).Length) / files.Sum(one => Math.Sqrt(new FileInfo(one).Length));
            foreach ((string word, int count) in counts)
            {
                if (count > 1) Add(word, Texts * share * count / total);
            }
        }
    }

    void Add(string word, double share)
    {
        word = word.ToLowerInvariant();
        if (word.Contains('\'', StringComparison.Ordinal))
        {
            AddOne(word.Replace("'", "", StringComparison.Ordinal), share * WithoutApostrophe);
            share *= 1 - WithoutApostrophe;
        }

        AddOne(word, share);
    }

    void AddOne(string word, double share) => shares[word] = shares.GetValueOrDefault(word) + share;

    void Normalise()
    {
        double total = shares.Values.Sum();
        foreach (string word in shares.Keys.ToArray()) shares[word] /= total;
    }

    static bool IsWord(string word) =>
        word.Length is > 0 and <= 24 && LetterSymbols.IndexOf(word[0]) is >= 0 and < 26 && word.All(one => LetterSymbols.IndexOf(one) >= 0);
}
