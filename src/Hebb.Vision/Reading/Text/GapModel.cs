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

    /// <summary>Fits to the gaps of a page.</summary>
    public static GapModel Fit(IReadOnlyList<double> gaps)
    {
        double[] x = [.. gaps.Select(Scale)];
        GapModel best = Fit(x, new GapModel(Scale(WithinPrior), Scale(BetweenPrior), DeviationPrior, SharePrior), out double most);
        double[] sorted = [.. x.Order()];
        foreach (double part in (double[])[0.6, 0.75, 0.88])
        {
            if (sorted.Length < 6) break;
            double low = sorted[(int)(sorted.Length * part / 2)], high = sorted[(int)(sorted.Length * (1 + part) / 2)];
            if (high - low < 0.1) continue;
            GapModel other = Fit(x, new GapModel(low, high, DeviationPrior, 1 - part), out double score);
            if (score > most) (best, most) = (other, score);
        }

        return best;
    }

    static double Scale(double gap) => Math.Log(Math.Max(0, gap) + Offset);

    static GapModel Fit(double[] x, GapModel start, out double score)
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

        double off1 = (model.Within - within) / WithinDeviation, off2 = (model.Between - between) / BetweenDeviation;
        double deviation = Math.Log(model.Deviation / DeviationPrior);
        score = -(0.5 * off1 * off1) - (0.5 * off2 * off2) - (DeviationWeight * deviation * deviation) + x.Sum(model.LogDensity);
        return model;
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
