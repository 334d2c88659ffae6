namespace Hebb.Vision.Reading.Text;

/// <summary>
/// Which gaps between characters are spaces: two groups of gaps, within and between words, fitted to those of a page by expectation maximisation with priors,
/// so that a page of single letters (only wide gaps), of one word (only narrow ones) and of widely spaced letters are all possible.
/// </summary>
/// <param name="Within">The mean of ln(gap + <see cref="Offset"/>) within words; gaps in heights of letters.</param>
/// <param name="Between">That between words.</param>
/// <param name="Deviation">The standard deviation of both.</param>
/// <param name="Share">The share of spaces.</param>
sealed record GapModel(double Within, double Between, double Deviation, double Share)
{
    const double Offset = 0.4;

    // How much the mean gaps of a line differ from those of its page.
    const double LineDeviation = 0.15;

    // Nats below the best at which a way is not tried.
    const double Hopeless = 14;

    // What is expected before a page is seen, and how surely.
    const double WithinPrior = 0.14, BetweenPrior = 0.80, WithinDeviation = 0.22, BetweenDeviation = 0.30, DeviationPrior = 0.17, DeviationWeight = 4, SharePrior = 0.2, ShareWeight = 5;

    /// <summary>The logarithm of the odds that a gap is a space.</summary>
    /// <param name="gap">In heights of letters; below 0 when the boxes overlap.</param>
    public double LogOdds(double gap)
    {
        double x = Scale(gap), variance = Deviation * Deviation;
        double odds = ((Between - Within) / variance * (x - ((Between + Within) / 2))) + Math.Log(Share / (1 - Share));
        return Math.Clamp(odds, -9, 9);
    }

    /// <summary>The ways to see the gaps of a page that are worth a try, the most probable first, each with the logarithm of its probability up to a constant.</summary>
    public static IReadOnlyList<(GapModel Model, double Score)> Fit(IReadOnlyList<double> gaps)
    {
        double[] x = [.. gaps.Select(Scale)];
        List<(GapModel Model, double Score)> models = [Fit(x, new GapModel(Scale(WithinPrior), Scale(BetweenPrior), DeviationPrior, SharePrior))];
        if (x.Length == 0) return models;
        double[] sorted = [.. x.Order()];
        foreach (double part in (double[])[0.6, 0.75, 0.88])
        {
            double low = sorted[(int)(sorted.Length * part / 2)], high = sorted[(int)(sorted.Length * (1 + part) / 2)];
            if (sorted.Length >= 6 && high - low > 0.1) models.Add(Fit(x, new GapModel(low, high, DeviationPrior, 1 - part)));
        }

        models.Add(OneKind(x, spaces: true));
        models.Add(OneKind(x, spaces: false));
        models.Sort((a, b) => b.Score.CompareTo(a.Score));
        var different = new List<(GapModel Model, double Score)>();
        foreach ((GapModel model, double score) in models)
        {
            if (score > models[0].Score - Hopeless && different.TrueForAll(other => gaps.Any(gap => Decides(model, gap) != Decides(other.Model, gap)))) different.Add((model, score));
        }

        return different;
    }

    /// <summary>The model of one line, whose gaps may be wider or narrower than those of its page.</summary>
    /// <param name="gaps">The gaps of the line.</param>
    public GapModel Adapt(IReadOnlyList<double> gaps)
    {
        double[] x = [.. gaps.Select(Scale)];
        double weight = Deviation * Deviation / (LineDeviation * LineDeviation);
        GapModel model = this;
        for (int round = 0; round < 5; round++)
        {
            double[] space = [.. x.Select(model.Posterior)];
            double n2 = space.Sum(), s2 = x.Select((one, i) => one * space[i]).Sum();
            double within = (x.Sum() - s2 + (weight * Within)) / (x.Length - n2 + weight), between = (s2 + (weight * Between)) / (n2 + weight);
            model = model with { Within = within, Between = Math.Max(between, within + 0.25) };
        }

        return model;
    }

    static bool Decides(GapModel model, double gap) => model.LogOdds(gap) > 0;

    // All gaps are spaces, or none is.
    static (GapModel Model, double Score) OneKind(double[] x, bool spaces)
    {
        (double prior, double priorDeviation) = spaces ? (Scale(BetweenPrior), BetweenDeviation) : (Scale(WithinPrior), WithinDeviation);
        double deviation = DeviationPrior, mean = prior;
        for (int round = 0; round < 10; round++)
        {
            double weight = deviation * deviation / (priorDeviation * priorDeviation);
            mean = (x.Sum() + (weight * prior)) / (x.Length + weight);
            double squares = x.Sum(one => (one - mean) * (one - mean)) + (DeviationWeight * DeviationPrior * DeviationPrior);
            deviation = Math.Sqrt(squares / (x.Length + DeviationWeight));
        }

        const double Other = 1.2;
        GapModel model = spaces ? new GapModel(Math.Min(mean - Other, Scale(0)), mean, deviation, 0.95) : new GapModel(mean, mean + Other, deviation, 0.05);
        return (model, model.Score(x, spaces ? 0 : (mean - prior) / priorDeviation, spaces ? (mean - prior) / priorDeviation : 0));
    }

    static double Scale(double gap) => Math.Log(Math.Max(0, gap) + Offset);

    static (GapModel Model, double Score) Fit(double[] x, GapModel start)
    {
        GapModel model = start;
        double within = Scale(WithinPrior), between = Scale(BetweenPrior);
        for (int round = 0; round < 30; round++)
        {
            double n1 = 0, n2 = 0, s1 = 0, s2 = 0;
            double[] space = [.. x.Select(model.Posterior)];
            for (int i = 0; i < x.Length; i++)
            {
                (n1, s1) = (n1 + 1 - space[i], s1 + ((1 - space[i]) * x[i]));
                (n2, s2) = (n2 + space[i], s2 + (space[i] * x[i]));
            }

            double variance = model.Deviation * model.Deviation;
            double w1 = variance / (WithinDeviation * WithinDeviation), w2 = variance / (BetweenDeviation * BetweenDeviation);
            double m1 = (s1 + (w1 * within)) / (n1 + w1), m2 = (s2 + (w2 * between)) / (n2 + w2);
            m2 = Math.Max(m2, m1 + 0.25);
            double squares = DeviationWeight * DeviationPrior * DeviationPrior;
            for (int i = 0; i < x.Length; i++) squares += ((1 - space[i]) * (x[i] - m1) * (x[i] - m1)) + (space[i] * (x[i] - m2) * (x[i] - m2));
            model = new GapModel(m1, m2, Math.Sqrt(squares / (x.Length + DeviationWeight)), (n2 + (SharePrior * ShareWeight)) / (x.Length + ShareWeight));
        }

        return (model, model.Score(x, (model.Within - within) / WithinDeviation, (model.Between - between) / BetweenDeviation));
    }

    double Score(double[] x, double withinOff, double betweenOff)
    {
        double deviation = Math.Log(Deviation / DeviationPrior);
        return -(0.5 * withinOff * withinOff) - (0.5 * betweenOff * betweenOff) - (DeviationWeight * deviation * deviation) + x.Sum(LogDensity);
    }

    double LogDensity(double x) => Math.Log(((1 - Share) * Normal(x, Within)) + (Share * Normal(x, Between)) + 1e-6);

    double Posterior(double x)
    {
        double a = (1 - Share) * Normal(x, Within), b = Share * Normal(x, Between);
        return a + b < 1e-12 ? (x > (Within + Between) / 2 ? 1 : 0) : b / (a + b);
    }

    double Normal(double x, double mean)
    {
        double z = (x - mean) / Deviation;
        return Math.Exp(-0.5 * z * z) / Deviation;
    }
}
