namespace Hebb.Vision.Reading.Language;

/// <summary>A language model that expects the words of its page again: what was surely read elsewhere on it. The states of the model inside must fit into 40 bits, as those of <see cref="CharacterLanguageModel"/> do.</summary>
sealed class PageMemory : ILanguageModel
{
    // How much the page is believed after so many letters that agree with one of its words.
    static readonly double[] Trust = [0.08, 0.15, 0.35, 0.55, 0.65];

    const char End = '\0';

    readonly ILanguageModel inner;
    readonly List<Node> nodes = [new Node()];

    public PageMemory(ILanguageModel inner) => this.inner = inner;

    public long Start => Pack(inner.Start, 0);

    /// <summary>How many words were added.</summary>
    public int Words { get; private set; }

    /// <summary>Adds a word that was surely read; words of fewer than three letters say nothing and are left out.</summary>
    public void Add(string word)
    {
        string letters = word.Trim('.', ',', ':', ';', '!', '?', '"', '(', ')').ToLowerInvariant();
        if (letters.Length < 3 || !letters.All(char.IsAsciiLetter)) return;
        Words++;
        int node = 0;
        foreach (char letter in letters)
        {
            nodes[node].Count(letter);
            if (!nodes[node].Children.TryGetValue(letter, out int child))
            {
                child = nodes.Count;
                nodes[node].Children[letter] = child;
                nodes.Add(new Node { Depth = nodes[node].Depth + 1 });
            }

            node = child;
        }

        nodes[node].Count(End);
    }

    public double Next(long state, char character, out long after)
    {
        long innerState = state & ((1L << 40) - 1);
        int node = (int)(state >> 40) - 1;
        double logProbability = inner.Next(innerState, character, out long innerAfter);
        bool begins = character is ' ' or '\n' or '"' or '(';
        if (node < 0 || nodes[node].Total == 0)
        {
            after = Pack(innerAfter, begins ? 0 : -1);
            return logProbability;
        }

        Node here = nodes[node];
        char letter = char.ToLowerInvariant(character);
        double trust = Trust[Math.Min(here.Depth, Trust.Length - 1)];
        double page = char.IsAsciiLetter(letter)
            ? here.Counts.GetValueOrDefault(letter) / (double)here.Total
            : here.Counts.GetValueOrDefault(End) / (double)here.Total * CharacterLanguageModel.AfterWholeWord(character);
        int next = here.Children.TryGetValue(letter, out int child) ? child : begins ? 0 : -1;
        after = Pack(innerAfter, next);
        return Math.Log(((1 - trust) * Math.Exp(logProbability)) + (trust * page));
    }

    static long Pack(long innerState, int node) => innerState | ((long)(node + 1) << 40);

    sealed class Node
    {
        public Dictionary<char, int> Children { get; } = [];

        public Dictionary<char, int> Counts { get; } = [];

        public int Total { get; private set; }

        public int Depth { get; init; }

        public void Count(char what)
        {
            Counts[what] = Counts.GetValueOrDefault(what) + 1;
            Total++;
        }
    }
}
