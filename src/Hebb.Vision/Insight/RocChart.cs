using System.Globalization;
using Hebb.Plots;
using Hebb.Training;

namespace Hebb.Vision.Insight;

/// <summary>ROC curves: the share of positives found over the share of negatives wrongly called so.</summary>
public static class RocChart
{
    const int MaxPoints = 300;

    /// <summary>One curve.</summary>
    /// <param name="curve">From <see cref="BinaryRoc"/>.</param>
    /// <exception cref="InvalidOperationException">There were no positives or no negatives.</exception>
    public static LineChart Of(RocCurve curve) => Of([curve], ["the model"]);

    /// <summary>The curves of classes against all others, those with the smallest areas first.</summary>
    /// <param name="curves">From <see cref="OneVersusRestRoc"/>.</param>
    /// <param name="classes">The classes' names; their numbers where it is null.</param>
    /// <param name="max">How many curves at most.</param>
    /// <exception cref="InvalidOperationException">No class has both positives and negatives.</exception>
    public static LineChart Of(IReadOnlyList<RocCurve> curves, IReadOnlyList<string>? classes = null, int max = 6)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        (RocCurve Curve, int Class)[] drawn = [.. curves.Select((curve, i) => (Curve: curve, Class: i)).Where(c => c.Curve is not null && !double.IsNaN(c.Curve.Area)).OrderBy(c => c.Curve.Area).Take(max)];
        if (drawn.Length == 0) throw new InvalidOperationException("A ROC curve needs positives and negatives; no class has both.");
        var chart = new LineChart("ROC") { XTitle = "false positive rate", YTitle = "true positive rate", XRange = (0, 1), YRange = (0, 1), Width = 560, Height = 420 };
        foreach ((RocCurve curve, int c) in drawn)
        {
            int[] kept = Thinned(curve.Thresholds.Count);
            string name = string.Create(CultureInfo.InvariantCulture, $"{ClassNames.Of(classes, c)} ({curve.Area:0.000})");
            chart.Line(name, PlotData.From(kept.Select(i => curve.FalsePositiveRates[i])), PlotData.From(kept.Select(i => curve.TruePositiveRates[i])));
        }

        return chart.Line("chance", PlotData.Create([0, 1]), PlotData.Create([0, 1]), dashed: true);
    }

    // Enough points for a figure, evenly among the thresholds, with both ends.
    static int[] Thinned(int count) =>
        count <= MaxPoints ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, MaxPoints).Select(i => (int)((long)i * (count - 1) / (MaxPoints - 1)))];
}
