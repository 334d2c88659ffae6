using System.Globalization;
using System.Text;

namespace Hebb.Training;

/// <summary>How often each class was taken for each: rows are labels, columns predictions. A value that does not change.</summary>
public sealed class ConfusionTable
{
    readonly long[] counts, labels, predictions;

    internal ConfusionTable(long[] counts, int classes)
    {
        this.counts = counts;
        ClassCount = classes;
        labels = new long[classes];
        predictions = new long[classes];
        for (int i = 0; i < counts.Length; i++)
        {
            labels[i / classes] += counts[i];
            predictions[i % classes] += counts[i];
            Total += counts[i];
            if (i / classes == i % classes) CorrectCount += counts[i];
        }
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount { get; }

    /// <summary>How many rows were counted.</summary>
    public long Total { get; }

    /// <summary>How many of them were right.</summary>
    public long CorrectCount { get; }

    /// <summary>The accuracy; NaN for no rows.</summary>
    public double Accuracy => (double)CorrectCount / Total;

    /// <summary>How often a label was taken for a class.</summary>
    /// <param name="label">0 … <see cref="ClassCount"/> − 1.</param>
    /// <param name="predicted">0 … <see cref="ClassCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int label, int predicted] => counts[(Class(label) * ClassCount) + Class(predicted)];

    /// <summary>How well a class is found.</summary>
    /// <param name="label">0 … <see cref="ClassCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ClassScore Score(int label)
    {
        long hits = this[label, label];
        double precision = Ratio(hits, predictions[label]), recall = Ratio(hits, labels[label]);
        return new ClassScore(precision, recall, Ratio(2 * hits, predictions[label] + labels[label]), labels[label]);
    }

    /// <summary>How well the classes are found on average; NaN for no rows.</summary>
    /// <param name="averaging">How they become one.</param>
    public ClassScore Average(Averaging averaging)
    {
        if (averaging == Averaging.Micro || Total == 0) return new ClassScore(Accuracy, Accuracy, Accuracy, Total);
        double precision = 0, recall = 0, f1 = 0, weights = 0;
        for (int i = 0; i < ClassCount; i++)
        {
            double weight = averaging == Averaging.Weighted ? labels[i] : labels[i] + predictions[i] > 0 ? 1 : 0;
            ClassScore one = Score(i);
            precision += weight * one.Precision;
            recall += weight * one.Recall;
            f1 += weight * one.F1;
            weights += weight;
        }

        return new ClassScore(precision / weights, recall / weights, f1 / weights, Total);
    }

    /// <summary>The mistakes that were made most often, most frequent first; of equal ones the smaller label first. Fewer where there are not so many.</summary>
    /// <param name="count">How many at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public IReadOnlyList<ConfusedPair> MostConfused(int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var mistakes = new List<ConfusedPair>();
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0 && i / ClassCount != i % ClassCount) mistakes.Add(new ConfusedPair(i / ClassCount, i % ClassCount, counts[i]));
        }

        return [.. mistakes.OrderByDescending(one => one.Count).Take(count)];
    }

    /// <summary>The counts as Int64 of shape [labels, predictions].</summary>
    public Tensor ToTensor() => Tensor.From(counts, [ClassCount, ClassCount]);

    /// <summary>The counts as text, a line for each label.</summary>
    public override string ToString()
    {
        int width = 1;
        foreach (long count in counts) width = Math.Max(width, count.ToString(CultureInfo.InvariantCulture).Length);
        var text = new StringBuilder();
        for (int i = 0; i < counts.Length; i++)
        {
            if (i > 0) text.Append(i % ClassCount == 0 ? '\n' : ' ');
            text.Append(counts[i].ToString(CultureInfo.InvariantCulture).PadLeft(width));
        }

        return text.ToString();
    }

    int Class(int value) => (uint)value < (uint)ClassCount
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"There are {ClassCount} classes, 0 … {ClassCount - 1}.");

    static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
