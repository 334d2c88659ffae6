using Hebb.Vision.Reading.Language;

namespace Hebb.Vision.Reading.Text;

/// <summary>Finds the best reading of a line: which atoms make which characters, and where the spaces are.</summary>
sealed class BeamSearch
{
    const int Width = 24;

    // What is so much worse than the best at its place is dropped.
    const double Margin = 10;

    readonly LineLattice lattice;
    readonly GapModel gaps;
    readonly double letterHeight;
    readonly ILanguageModel? model;
    readonly DecodingWeights weights;
    readonly List<Node>[] ends;
    readonly Dictionary<long, int>[] states;

    BeamSearch(LineLattice lattice, GapModel gaps, double letterHeight, ILanguageModel? model, DecodingWeights weights)
    {
        (this.lattice, this.gaps, this.letterHeight, this.model, this.weights) = (lattice, gaps, letterHeight, model, weights);
        ends = new List<Node>[lattice.Atoms.Count + 1];
        states = new Dictionary<long, int>[ends.Length];
        for (int i = 0; i < ends.Length; i++) (ends[i], states[i]) = ([], []);
    }

    /// <summary>The best reading: its characters from the left, and its score.</summary>
    /// <param name="lattice">The line, with the characters that its segments may be.</param>
    /// <param name="gaps">Which gaps are spaces.</param>
    /// <param name="letterHeight">The unit of gaps, in pixels.</param>
    /// <param name="model">Helps; null: every character for itself.</param>
    /// <param name="weights">The weights.</param>
    public static (IReadOnlyList<ReadCharacter> Characters, double Score) Run(LineLattice lattice, GapModel gaps, double letterHeight, ILanguageModel? model, DecodingWeights weights) =>
        new BeamSearch(lattice, gaps, letterHeight, model, weights).Run();

    (IReadOnlyList<ReadCharacter> Characters, double Score) Run()
    {
        int atoms = lattice.Atoms.Count;
        Add(0, new Node(null, null, default, false, model?.Start ?? 0, 0, int.MinValue));
        for (int at = 0; at < atoms; at++)
        {
            Prune(at);
            foreach (Node node in ends[at]) Expand(at, node);
        }

        Node? best = null;
        double most = double.NegativeInfinity;
        foreach (Node node in ends[atoms])
        {
            double score = node.Score;
            if (model != null) score += weights.Language * model.Next(node.State, '\n', out _);
            if (score > most) (best, most) = (node, score);
        }

        var characters = new List<ReadCharacter>();
        for (Node? node = best; node != null; node = node.Before)
        {
            if (node.Segment != null) characters.Add(new ReadCharacter(node.Segment, node.Choice, node.Space));
        }

        characters.Reverse();
        return (characters, most);
    }

    void Expand(int at, Node node)
    {
        Add(at + 1, node with { Before = node, Segment = null, Score = node.Score - SkipCost(at) });

        bool begins = node.Right == int.MinValue;
        long afterSpace = node.State;
        double space = begins || model == null ? 0 : (weights.Language * model.Next(node.State, ' ', out afterSpace)) + weights.SpaceBonus;
        foreach (Segment segment in lattice.From(at))
        {
            int end = segment.Last + 1, right = segment.Box.Right;
            double score = node.Score, spaceScore = double.NegativeInfinity;
            if (!begins)
            {
                double gap = (segment.Box.Left - node.Right) / letterHeight;
                double odds = weights.Space * gaps.LogOdds(gap);
                double overlap = (node.Right - segment.Box.Left) / (double)Math.Min(segment.Box.Width, node.Width);
                double penalty = weights.Overlap * Math.Clamp((overlap - 0.35) / 0.5, 0, 1);
                right = Math.Max(right, node.Right);
                spaceScore = node.Score + space + LogSigmoid(odds) - penalty;
                score += LogSigmoid(-odds) - penalty;
                if (node.Segment is { } left && lattice.Atoms[left.Last].Piece == lattice.Atoms[at].Piece)
                {
                    double cut = weights.Cut * lattice.Whole(at);
                    score -= cut;
                    spaceScore -= cut;
                }
            }

            double times = 1 + (weights.Atom * (segment.Atoms - 1));
            foreach (Choice choice in segment.Choices)
            {
                double own = times * choice.LogProbability;
                if (model == null)
                {
                    if (begins || score >= spaceScore) Add(end, new Node(node, segment, choice, false, 0, score + own, right));
                    else Add(end, new Node(node, segment, choice, true, 0, spaceScore + own, right));
                    break;
                }

                own += weights.Character;
                double without = score + own + (weights.Language * model.Next(node.State, choice.Character, out long after));
                Add(end, new Node(node, segment, choice, false, after, without, right));
                if (begins || spaceScore < score - Margin) continue;
                double with = spaceScore + own + (weights.Language * model.Next(afterSpace, choice.Character, out after));
                Add(end, new Node(node, segment, choice, true, after, with, right));
            }
        }
    }

    // Dots of dirt that hardly are a character are left out cheaply, everything else dearly.
    double SkipCost(int at)
    {
        LetterBox box = lattice.Atoms[at].Box;
        double one = lattice.From(at).Where(segment => segment.Atoms == 1).Select(segment => Math.Exp(segment.One)).FirstOrDefault();
        return (weights.Skip * (0.4 + one)) + (12 * Math.Max(box.Width, box.Height) / letterHeight);
    }

    static double LogSigmoid(double x) => x > 0 ? -Math.Log(1 + Math.Exp(-x)) : x - Math.Log(1 + Math.Exp(x));

    void Add(int at, Node node)
    {
        if (states[at].TryGetValue(node.State, out int known))
        {
            if (ends[at][known].Score < node.Score) ends[at][known] = node;
            return;
        }

        states[at][node.State] = ends[at].Count;
        ends[at].Add(node);
    }

    void Prune(int at)
    {
        List<Node> nodes = ends[at];
        nodes.Sort((a, b) => b.Score.CompareTo(a.Score));
        int keep = Math.Min(nodes.Count, Width);
        while (keep > 1 && nodes[keep - 1].Score < nodes[0].Score - Margin) keep--;
        nodes.RemoveRange(keep, nodes.Count - keep);
    }

    sealed record Node(Node? Before, Segment? Segment, Choice Choice, bool Space, long State, double Score, int Right)
    {
        public int Width => Segment?.Box.Width ?? int.MaxValue;
    }
}

/// <summary>One character of a reading.</summary>
/// <param name="Segment">Its ink.</param>
/// <param name="Choice">What it was read as.</param>
/// <param name="Space">Whether a space stands before it.</param>
readonly record struct ReadCharacter(Segment Segment, Choice Choice, bool Space);
