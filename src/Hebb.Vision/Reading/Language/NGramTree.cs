namespace Hebb.Vision.Reading.Language;

/// <summary>n-grams of letters with their counts, while statistics are made.</summary>
sealed class NGramTree
{
    /// <summary>The beginning of a word: only the first symbol of an n-gram, never a next one.</summary>
    public const int Begin = LetterSymbols.Count;

    readonly Node root = new(null, -1, 0);

    /// <summary>Counts an n-gram: the last symbol came after those before it.</summary>
    public void Add(ReadOnlySpan<int> symbols, double count, int order)
    {
        Node node = root;
        foreach (int symbol in symbols) node = node.Ensure(symbol);
        node.Total += count;
        node.Counted = symbols.Length == order || symbols[0] == Begin;
    }

    /// <summary>Probabilities with interpolated Kneser-Ney: the longest n-grams, and those from the beginning of a word, count their words; shorter ones count the different letters before them.</summary>
    public void Estimate(double discount)
    {
        foreach (Node node in Levels().Skip(1).SelectMany(level => level))
        {
            node.Shorter = node.Depth == 1 ? root : node.Parent!.Shorter!.Ensure(node.Symbol);
        }

        foreach (Node node in Levels().SelectMany(level => level))
        {
            if (node.Counted) node.Count = node.Total;
            if (node.Depth > 1 && !node.Shorter!.Counted) node.Shorter.Count += Math.Min(1, node.Total);
        }

        root.Probability = 1;
        foreach (Node node in Levels().SelectMany(level => level).Where(node => node.Children != null)) Interpolate(node, discount);
    }

    void Interpolate(Node node, double discount)
    {
        Node[] seen = [.. node.Children!.OfType<Node>().Where(child => child.Symbol != Begin)];
        double total = seen.Sum(child => child.Count);
        double held = seen.Sum(child => discount * Math.Min(1, child.Count));
        double share = total > 0 ? held / total : 1;
        foreach (Node child in seen)
        {
            double lower = node == root ? 1.0 / LetterSymbols.Count : child.Shorter!.Probability;
            child.Probability = total > 0 ? ((child.Count - (discount * Math.Min(1, child.Count))) / total) + (share * lower) : lower;
        }

        node.BackOff = share;
        if (node == root)
        {
            for (int symbol = 0; symbol < LetterSymbols.Count; symbol++)
            {
                Node child = root.Ensure(symbol);
                if (child.Probability == 0) child.Probability = share / LetterSymbols.Count;
            }

            root.Ensure(Begin).Probability = 1;
        }
    }

    /// <summary>Leaves out the n-grams without which the probabilities hardly change.</summary>
    public void Prune(double threshold)
    {
        List<List<Node>> levels = [.. Levels()];
        for (int depth = levels.Count - 1; depth >= 2; depth--)
        {
            foreach (Node node in levels[depth])
            {
                if (node.Children != null && node.Children.Any(child => child != null)) continue;
                if (node.Needed) continue;
                double without = node.Parent!.BackOff * node.Shorter!.Probability;
                if (node.Total * Math.Abs(Math.Log(node.Probability / without)) >= threshold) continue;
                node.Parent.Children![node.Symbol] = null;
                node.Gone = true;
            }

            foreach (Node node in levels[depth].Where(node => !node.Gone)) node.Shorter!.Needed = true;
        }
    }

    /// <summary>The tree as <see cref="LetterStatistics"/> stores it.</summary>
    public (byte[] Symbols, byte[] Quantised) Pack()
    {
        var symbols = new List<byte>();
        var quantised = new List<byte>();
        foreach (Node node in Levels().SelectMany(level => level))
        {
            bool last = node.Parent == null || node.Parent.Children!.Skip(node.Symbol + 1).All(later => later == null);
            bool inner = node.Children != null && node.Children.Any(child => child != null);
            symbols.Add((byte)((node.Parent == null ? 0 : node.Symbol) | (last ? 0x80 : 0) | (inner ? 0x40 : 0)));
            quantised.Add((byte)Math.Clamp(Math.Round(-Math.Log(node.Probability) * LetterStatistics.StepsPerNat), 0, 255));
        }

        return ([.. symbols], [.. quantised]);
    }

    IEnumerable<List<Node>> Levels()
    {
        List<Node> level = [root];
        while (level.Count > 0)
        {
            yield return level;
            level = [.. level.Where(node => node.Children != null).SelectMany(node => node.Children!).OfType<Node>()];
        }
    }

    sealed class Node(Node? parent, int symbol, int depth)
    {
        public Node? Parent => parent;

        public int Symbol => symbol;

        public int Depth => depth;

        public Node?[]? Children { get; private set; }

        public Node? Shorter { get; set; }

        // How often the n-gram comes in all.
        public double Total { get; set; }

        // Its count for the estimate: of words, or of different letters before it.
        public double Count { get; set; }

        public bool Counted { get; set; }

        public double Probability { get; set; }

        public double BackOff { get; set; }

        public bool Needed { get; set; }

        public bool Gone { get; set; }

        public Node Ensure(int next)
        {
            Children ??= new Node?[LetterSymbols.Count + 1];
            return Children[next] ??= new Node(this, next, depth + 1);
        }
    }
}
