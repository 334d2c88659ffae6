using Hebb.Vision.Datasets;

namespace Hebb.Cli.Model;

/// <summary>What a network made of a set of digits.</summary>
/// <param name="probabilities">Ten for each digit.</param>
/// <param name="labels">The truth.</param>
sealed class Evaluation(float[] probabilities, long[] labels)
{
    readonly int[,] confusion = Count(probabilities, labels);

    public static int Classes => Digits.Classes.Count;

    public int Total => labels.Length;

    public int Right => Enumerable.Range(0, Classes).Sum(c => confusion[c, c]);

    public double Accuracy => (double)Right / Total;

    /// <summary>How many digits of a class were taken for another (or the same).</summary>
    public int Confused(int truth, int prediction) => confusion[truth, prediction];

    /// <summary>How many digits of a class there are.</summary>
    public int Support(int truth) => Enumerable.Range(0, Classes).Sum(c => confusion[truth, c]);

    /// <summary>Of the digits of a class, the part that was found; NaN if there are none.</summary>
    public double Recall(int truth) => (double)confusion[truth, truth] / Support(truth);

    /// <summary>Of the digits taken for a class, the part that belongs to it; NaN if none was.</summary>
    public double Precision(int prediction) => (double)confusion[prediction, prediction] / Enumerable.Range(0, Classes).Sum(c => confusion[c, prediction]);

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1(int label) => 2.0 * confusion[label, label] / (Support(label) + Enumerable.Range(0, Classes).Sum(c => confusion[c, label]));

    /// <summary>The pairs that were confused most often, most often first.</summary>
    public IEnumerable<(int Truth, int Prediction, int Times)> Confusions() =>
        from truth in Enumerable.Range(0, Classes)
        from prediction in Enumerable.Range(0, Classes)
        where truth != prediction && confusion[truth, prediction] > 0
        orderby confusion[truth, prediction] descending, truth, prediction
        select (truth, prediction, confusion[truth, prediction]);

    /// <summary>The wrong answers, surest first: the digit, its truth, the answer, and how sure the network was.</summary>
    public IEnumerable<(int Index, int Truth, int Prediction, double Sure)> Mistakes() =>
        from i in Enumerable.Range(0, Total)
        let answer = Answer(probabilities, i)
        where answer != labels[i]
        orderby probabilities[i * Classes + answer] descending, i
        select (i, (int)labels[i], answer, (double)probabilities[i * Classes + answer]);

    /// <summary>The class with the largest probability.</summary>
    public static int Answer(ReadOnlySpan<float> probabilities, int index) =>
        System.Numerics.Tensors.TensorPrimitives.IndexOfMax(probabilities.Slice(index * Classes, Classes));

    static int[,] Count(float[] probabilities, long[] labels)
    {
        var table = new int[Classes, Classes];
        for (int i = 0; i < labels.Length; i++) table[labels[i], Answer(probabilities, i)]++;
        return table;
    }
}
