namespace Hebb.Vision.Reading.Language;

/// <summary>Makes the statistics of <see cref="CharacterLanguageModel"/> from word lists and texts. No text is kept: only how often letters follow each other in words.</summary>
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
    public static void Train(string folder, Stream output, double threshold = 1) => Train(WordShares.Read(folder).Words, output, threshold);

    /// <summary>The statistics of words with their shares.</summary>
    public static void Train(IReadOnlyDictionary<string, double> shares, Stream output, double threshold = 1)
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
