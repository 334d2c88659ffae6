namespace Hebb.Training;

/// <summary>
/// The trade between what is found and what is wrongly called so: the points that a falling threshold goes through, from (0, 0) to (1, 1). A value that does not
/// change.
/// </summary>
/// <remarks>Fawcett: An introduction to ROC analysis (2006).</remarks>
public sealed class RocCurve
{
    RocCurve(double[] thresholds, double[] falsePositiveRates, double[] truePositiveRates, double area, long positives, long negatives)
    {
        (Thresholds, FalsePositiveRates, TruePositiveRates) = (thresholds, falsePositiveRates, truePositiveRates);
        (Area, PositiveCount, NegativeCount) = (area, positives, negatives);
    }

    /// <summary>The thresholds, falling: what has at least this score is called positive. The first is +∞.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>For each threshold, the share of the negatives that is called positive. NaN without negatives.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; }

    /// <summary>For each threshold, the share of the positives that is called so. NaN without positives.</summary>
    public IReadOnlyList<double> TruePositiveRates { get; }

    /// <summary>
    /// The area under the curve: the probability that a positive has a higher score than a negative, a tie counting one half. 0.5 is chance; NaN without positives
    /// or without negatives.
    /// </summary>
    public double Area { get; }

    /// <summary>How many positives there are.</summary>
    public long PositiveCount { get; }

    /// <summary>How many negatives there are.</summary>
    public long NegativeCount { get; }

    // Sorts its arguments in place.
    internal static RocCurve Of(double[] scores, bool[] areOne)
    {
        Array.Sort(scores, areOne);
        long positives = areOne.LongCount(isOne => isOne), negatives = areOne.Length - positives, hits = 0, alarms = 0;
        List<double> thresholds = [double.PositiveInfinity], across = [Rate(0, negatives)], up = [Rate(0, positives)];
        double area = 0;
        for (int i = scores.Length - 1; i >= 0;)
        {
            double score = scores[i];
            long hitsBefore = hits, alarmsBefore = alarms;
            for (; i >= 0 && scores[i] == score; i--)
            {
                if (areOne[i]) hits++;
                else alarms++;
            }

            // Equal scores move both ways at once: a slanted piece, and a trapezoid under it.
            area += (alarms - alarmsBefore) * (hits + hitsBefore) / 2.0;
            thresholds.Add(score);
            across.Add(Rate(alarms, negatives));
            up.Add(Rate(hits, positives));
        }

        return new RocCurve([.. thresholds], [.. across], [.. up], area / ((double)positives * negatives), positives, negatives);
    }

    static double Rate(long part, long whole) => (double)part / whole;
}
