namespace Hebb.Vision.Reading.Language;

/// <summary>Makes the statistics of <see cref="CharacterLanguageModel"/> from word lists and texts. No text is kept: only how often letters follow each other in words.</summary>
/// <remarks>
/// The shipped statistics come from Debian packages in the public domain: the lists of <c>scowl</c> named english-* and american-* of the kinds words, upper, contractions, proper-names and abbreviations
/// and of the sizes 10 to 60 (UTF-8), and as texts the King James Bible (printed by the program of <c>bible-kjv</c>, without verse numbers), the Jargon File (<c>dict-jargon</c>, unpacked with gzip -d,
/// without markup and tables), the Devil's Dictionary (<c>dict-devil</c>) and the constitution of the United States (<c>miscfiles</c>). All lie in one folder; <c>hebb train-reader --texts FOLDER</c> reads it.
/// </remarks>
static class LanguageModelTraining
{
    const int Order = 8;

    // How many words the shares are taken of: a word of a large dictionary is then expected about once.
    const double Tokens = 1_000_000;

    const double Discount = 0.75;

    /// <summary>The statistics of a folder of word lists and texts (see <see cref="WordShares.Read"/>), packed as they are shipped.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output">Where the packed statistics go.</param>
    /// <param name="threshold">An n-gram is left out when it would change the logarithm of its probability, times its count, by less than this.</param>
    public static void Train(string folder, Stream output, double threshold = 2) => Train(WordShares.Read(folder).Words, output, threshold);

    /// <summary>The statistics of words with their shares.</summary>
    public static void Train(IReadOnlyDictionary<string, double> shares, Stream output, double threshold = 2)
    {
        (byte[] symbols, byte[] quantised) = Quantise(shares, threshold);
        LetterStatistics.Write(output, symbols, quantised);
    }

    internal static (byte[] Symbols, byte[] Quantised) Quantise(IReadOnlyDictionary<string, double> shares, double threshold)
    {
        NGramTree tree = Count(shares);
        tree.Estimate(Discount);
        tree.Prune(threshold);
        return tree.Pack();
    }

    static NGramTree Count(IReadOnlyDictionary<string, double> shares)
    {
        var tree = new NGramTree();
        var path = new List<int>();
        foreach ((string word, double share) in shares.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            int[] text = [NGramTree.Begin, .. word.Select(LetterSymbols.IndexOf), LetterSymbols.End];
            for (int end = 1; end < text.Length; end++)
            {
                for (int start = Math.Max(0, end - Order + 1); start <= end; start++) tree.Add(text.AsSpan(start, end - start + 1), share * Tokens, Order);
            }
        }

        return tree;
    }
}
