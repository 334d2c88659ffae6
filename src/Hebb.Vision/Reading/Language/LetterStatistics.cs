using System.IO.Compression;
using System.Numerics;

namespace Hebb.Vision.Reading.Language;

/// <summary>
/// How likely each letter is after those before it in its word: n-grams of letters that begin at most at the beginning of the word, with back-off to shorter ones
/// (interpolated Kneser-Ney: R. Kneser, H. Ney, Improved backing-off for m-gram language modeling, ICASSP 1995).
/// </summary>
/// <remarks>
/// A tree of contexts, level by level: the children of a node are the symbols that were seen after its context. p(s | h) stands in the node of hs;
/// for symbols not seen, p(s | h) = b(h) p(s | h′), where h′ lacks the first letter of h and b(h) makes the sum 1.
/// </remarks>
sealed class LetterStatistics
{
    /// <summary>Steps of the stored probabilities: a byte q stands for e^(-q / <see cref="StepsPerNat"/>).</summary>
    public const float StepsPerNat = 20;

    // No symbol is impossible: names, codes and foreign words have this share, spread evenly over all symbols.
    const float Floor = 0.02f;

    readonly uint[] children;
    readonly int[] first;
    readonly int[] shorter;
    readonly float[] probability;
    readonly float[] backOff;

    LetterStatistics(uint[] children, int[] first, byte[] quantised)
    {
        (this.children, this.first) = (children, first);
        int nodes = children.Length;
        shorter = new int[nodes];
        probability = new float[nodes];
        backOff = new float[nodes];
        float[] levels = [.. Enumerable.Range(0, 256).Select(q => MathF.Exp(-q / StepsPerNat))];
        for (int node = 0; node < nodes; node++) probability[node] = levels[quantised[node]];
        NormaliseRoot();
        shorter[Root] = -1;
        for (int node = Root; node < nodes; node++) LinkChildren(node);
    }

    /// <summary>The context of nothing.</summary>
    public const int Root = 0;

    /// <summary>The context of the beginning of a word.</summary>
    public int WordStart => first[Root] + BitOperations.PopCount(children[Root]) - 1;

    /// <summary>How many contexts there are.</summary>
    public int Nodes => children.Length;

    /// <summary>The probability of a symbol after the context <paramref name="node"/>, and the longest known context after it.</summary>
    public float Next(int node, int symbol, out int after)
    {
        float weight = 1;
        while (true)
        {
            int child = Child(node, symbol);
            if (child >= 0)
            {
                after = Longest(child);
                return (weight * probability[child] * (1 - Floor)) + (Floor / LetterSymbols.Count);
            }

            weight *= backOff[node];
            node = shorter[node];
            if (node < 0)
            {
                after = Root;
                return Floor / LetterSymbols.Count;
            }
        }
    }

    /// <summary>Reads packed statistics.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static LetterStatistics Read(Stream packed)
    {
        using var unpacked = new BrotliStream(packed, CompressionMode.Decompress);
        using var reader = new BinaryReader(unpacked);
        int nodes = reader.ReadInt32();
        if (nodes is < 2 or > 1 << 24) throw new InvalidDataException($"The letter statistics say that they have {nodes} contexts.");
        byte[] symbols = reader.ReadBytes(nodes);
        byte[] quantised = reader.ReadBytes(nodes);
        if (quantised.Length != nodes) throw new InvalidDataException("The letter statistics end too early.");
        return Build(symbols, quantised);
    }

    /// <summary>Packs the tree: one byte a node for its symbol (bit 7: the last child of its parent, bit 6: it has children), one for its probability, level by level.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> quantised)
    {
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        packed.Write(BitConverter.GetBytes(symbols.Length));
        packed.Write(symbols);
        packed.Write(quantised);
    }

    internal static LetterStatistics Build(byte[] symbols, byte[] quantised)
    {
        int nodes = symbols.Length;
        var masks = new uint[nodes];
        var begins = new int[nodes];
        int next = 1;
        for (int node = 0; node < nodes; node++)
        {
            if ((symbols[node] & 0x40) == 0) continue;
            begins[node] = next;
            uint mask = 0;
            bool last = false;
            while (!last)
            {
                if (next >= nodes) throw new InvalidDataException("The letter statistics hold a context without end.");
                mask |= 1u << (symbols[next] & 0x3f);
                last = (symbols[next] & 0x80) != 0;
                next++;
            }

            if (BitOperations.PopCount(mask) != next - begins[node]) throw new InvalidDataException("The letter statistics hold a symbol twice in one context.");
            masks[node] = mask;
        }

        if (next != nodes || BitOperations.PopCount(masks[0]) != LetterSymbols.Count + 1) throw new InvalidDataException("The letter statistics do not add up.");
        return new LetterStatistics(masks, begins, quantised);
    }

    int Child(int node, int symbol)
    {
        uint mask = children[node];
        uint bit = 1u << symbol;
        return (mask & bit) == 0 ? -1 : first[node] + BitOperations.PopCount(mask & (bit - 1));
    }

    int Longest(int node)
    {
        while (children[node] == 0 && node != Root) node = shorter[node];
        return node;
    }

    void NormaliseRoot()
    {
        // The last child of the root is the beginning of a word, which is never a next symbol.
        int begin = first[Root];
        float sum = 0;
        for (int i = 0; i < LetterSymbols.Count; i++) sum += probability[begin + i];
        for (int i = 0; i < LetterSymbols.Count; i++) probability[begin + i] /= sum;
    }

    void LinkChildren(int node)
    {
        uint mask = children[node];
        backOff[node] = 1;
        if (mask == 0) return;
        int child = first[node];
        if (node == Root)
        {
            for (int i = 0; i <= LetterSymbols.Count; i++) shorter[child + i] = Root;
            return;
        }

        float seen = 0, seenShorter = 0;
        int last = child;
        for (uint rest = mask; rest != 0; rest &= rest - 1, last++)
        {
            int symbol = BitOperations.TrailingZeroCount(rest);
            int from = shorter[node], found;
            float weight = 1;
            while ((found = Child(from, symbol)) < 0)
            {
                weight *= backOff[from];
                from = shorter[from];
            }

            shorter[last] = found;
            seen += probability[last];
            seenShorter += weight * probability[found];
        }

        if (seen > 0.9999f || BitOperations.PopCount(mask) == LetterSymbols.Count)
        {
            float target = BitOperations.PopCount(mask) == LetterSymbols.Count ? 1 : 0.9999f;
            for (int i = child; i < last; i++) probability[i] *= target / seen;
            seen = target;
        }

        backOff[node] = seenShorter < 0.99999f ? (1 - seen) / (1 - seenShorter) : 0;
    }
}
