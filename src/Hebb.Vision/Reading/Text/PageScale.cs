using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Text;

/// <summary>
/// The hidden measures of a page: how high its small letters are (even when there are none: capitals are 1.7 of it) and how large a share of its letters are small.
/// They are found together, as those that explain best what the network says of the shapes at the heights where they stand.
/// </summary>
sealed class PageScale
{
    // How much height and place count beside the shape: they depend on each other, and on a baseline that is an estimate.
    const double Weight = 0.6;

    const int Steps = 40;
    const double Lowest = 0.33, Highest = 1.5;

    // How much the lines of a page differ in size: deviation of the logarithm.
    const double LineDeviation = 0.2;

    static readonly double[] SmallShares = [0.01, 0.5, 0.9];

    /// <summary>Geometry of what is not one character: anything anywhere.</summary>
    static readonly CharacterGeometry Anything = new(1.2f, 0.7f, 0.1f, 0.5f);

    /// <summary>Geometry of dirt and of the dots of i and j: as small as a full stop, anywhere.</summary>
    static readonly CharacterGeometry Speck = new(0.29f, 0.12f, 0.7f, 1.1f);

    readonly double[] prior = new double[CharacterSet.Count];
    readonly Alphabet alphabet;

    PageScale(Alphabet alphabet, double smallShare, bool alone)
    {
        (this.alphabet, SmallShare) = (alphabet, smallShare);
        for (int k = 0; k < prior.Length; k++) prior[k] = Math.Log(PriorOf(CharacterSet.All[k], smallShare, alone));
    }

    /// <summary>The share of small letters among all letters.</summary>
    public double SmallShare { get; }

    /// <summary>The mean height of its letters, in x-heights.</summary>
    public double MeanLetter => (SmallShare * 1.25) + ((1 - SmallShare) * 1.7);

    /// <summary>Finds scale and share of a page, and notes the x-height in every lattice.</summary>
    /// <param name="lattices">The lines.</param>
    /// <param name="alphabet">The characters that may come out.</param>
    /// <param name="alone">Whether every character is read by itself, so that the rarer kinds need a prior.</param>
    public static PageScale Fit(IReadOnlyList<LineLattice> lattices, Alphabet alphabet, bool alone)
    {
        PageScale[] candidates = [.. (alphabet == Alphabet.All ? SmallShares : [SmallShares[0]]).Select(share => new PageScale(alphabet, share, alone))];
        Sample[][] samples = [.. lattices.Select(Samples)];
        double[] bodies = [.. lattices.Where((_, i) => samples[i].Length > 0).Select(lattice => lattice.Line.BodyHeight).Order()];
        if (bodies.Length == 0)
        {
            foreach (LineLattice lattice in lattices) lattice.XHeight = lattice.Line.BodyHeight / 1.3;
            return candidates[0];
        }

        double body = bodies[bodies.Length / 2];
        double[] heights = [.. Enumerable.Range(0, Steps).Select(i => body * Lowest * Math.Pow(Highest / Lowest, i / (Steps - 1.0)))];
        double best = double.NegativeInfinity, bestHeight = body;
        double[][] bestTable = [];
        PageScale bestScale = candidates[0];
        foreach (PageScale scale in candidates)
        {
            double[][] table = [.. samples.Select(line => heights.Select(height => line.Sum(sample => scale.Evidence(sample, height))).ToArray())];
            for (int i = 0; i < Steps; i++)
            {
                double all = table.Sum(line => line[i]);
                if (all <= best) continue;
                (best, bestHeight, bestTable, bestScale) = (all, heights[i], table, scale);
            }
        }

        for (int line = 0; line < lattices.Count; line++)
        {
            double most = double.NegativeInfinity;
            for (int i = 0; i < Steps; i++)
            {
                double off = Math.Log(heights[i] / bestHeight) / LineDeviation;
                double score = bestTable[line][i] - (0.5 * off * off);
                if (score <= most) continue;
                (most, lattices[line].XHeight) = (score, heights[i]);
            }
        }

        return bestScale;
    }

    /// <summary>Fills in the characters that each segment may be, with height and place taken into account.</summary>
    public void Choose(LineLattice lattice)
    {
        foreach (Segment segment in lattice.Segments) Choose(segment, lattice.XHeight);
    }

    void Choose(Segment segment, double xHeight)
    {
        Span<double> scores = stackalloc double[CharacterSet.Count];
        double height = segment.Box.Height / xHeight, rise = segment.Rise / xHeight;
        double tiny = Math.Clamp((Tiny - (Math.Max(segment.Box.Height, segment.Box.Width) / xHeight)) / (0.3 * Tiny), 0, 1);
        double weight = Weight + ((1 - Weight) * tiny);
        double not = Dotted(CharacterSet.NotOne) + (weight * (tiny > 0.5 ? Speck : Anything).LogLikelihood(height, rise));
        double most = not;
        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] = CharacterSet.IsIn(k, alphabet) ? Dotted(k) + prior[k] + (weight * CharacterGeometry.Of(k).LogLikelihood(height, rise)) : double.NegativeInfinity;
            most = Math.Max(most, scores[k]);
        }

        double sum = Math.Exp(not - most);
        foreach (double score in scores) sum += Math.Exp(score - most);
        double whole = most + Math.Log(sum);
        segment.One = Math.Log(Math.Max(1e-9, 1 - Math.Exp(not - whole)));
        var choices = new List<Choice>();
        for (int k = 0; k < scores.Length; k++)
        {
            char character = CharacterSet.All[k];
            if (char.IsAsciiLetterLower(character)) continue;
            double one = scores[k] - whole;
            if (char.IsAsciiLetterUpper(character))
            {
                double small = scores[CharacterSet.IndexOf(char.ToLowerInvariant(character))] - whole;
                if (small > one) choices.Add(new Choice(char.ToLowerInvariant(character), Both(one, small), one - small));
                else if (one > Least) choices.Add(new Choice(character, Both(one, small), small - one));
            }
            else if (one > Least)
            {
                choices.Add(new Choice(character, one, double.NegativeInfinity));
            }
        }

        double Dotted(int k)
        {
            // A dot alone may be a full stop or a part of i, j, ! and so on: its shape cannot tell, its place can.
            return tiny == 0 ? segment.Network[k] : Math.Log(((1 - (0.7 * tiny)) * Math.Exp(segment.Network[k])) + (0.7 * tiny * DotShape(k)));
        }

        choices.RemoveAll(choice => choice.LogProbability <= Least);
        choices.Sort((a, b) => b.LogProbability.CompareTo(a.LogProbability));
        if (choices.Count > Most) choices.RemoveRange(Most, choices.Count - Most);
        segment.Choices = choices;
    }

    static double DotShape(int k) => k == CharacterSet.NotOne ? 0.3 : CharacterSet.All[k] switch { '.' => 0.5, ',' or '\'' or '-' => 0.06, _ => 0 };

    // In x-heights: what is smaller is a dot.
    const double Tiny = 0.5;
    const double Least = -12;
    const int Most = 8;

    static double Both(double a, double b) => double.IsNegativeInfinity(Math.Min(a, b)) ? Math.Max(a, b) : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));

    double Evidence(Sample sample, double xHeight)
    {
        double height = sample.Height / xHeight, rise = sample.Rise / xHeight;
        double sum = Math.Exp(sample.NotOne + (Weight * Anything.LogLikelihood(height, rise)));
        foreach ((int k, float logProbability) in sample.Likely)
        {
            if (CharacterSet.IsIn(k, alphabet)) sum += Math.Exp(logProbability + prior[k] + (Weight * CharacterGeometry.Of(k).LogLikelihood(height, rise)));
        }

        return Math.Log(sum);
    }

    // How much likelier or less likely than in the training data a character is on a page.
    static double PriorOf(char character, double smallShare, bool alone) => character switch
    {
        >= 'a' and <= 'z' => smallShare,
        >= 'A' and <= 'Z' => 1 - smallShare,
        >= '0' and <= '9' => alone ? 0.35 : 0.7,
        '.' or ',' or '-' => 0.35,
        '!' or '?' or ':' or '\'' or '"' or '(' or ')' => 0.15,
        _ => 0.06,
    };

    static Sample[] Samples(LineLattice lattice)
    {
        var samples = new List<Sample>();
        foreach (Segment segment in lattice.Segments)
        {
            if (segment.Atoms > 1 || segment.Network[CharacterSet.NotOne] > -0.7f || segment.Box.Height < 0.4 * lattice.Line.BodyHeight) continue;
            (int, float)[] likely = [.. segment.Network.Take(CharacterSet.Count).Select((p, k) => (k, p)).OrderByDescending(one => one.p).Take(10)];
            samples.Add(new Sample(segment.Box.Height, segment.Rise, segment.Network[CharacterSet.NotOne], likely));
        }

        return [.. samples];
    }

    sealed record Sample(double Height, double Rise, double NotOne, (int Index, float LogProbability)[] Likely);
}
