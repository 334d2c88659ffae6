namespace Hebb.Training;

/// <summary>
/// The expected calibration error: predictions are sorted by confidence, the probability of the class that wins, into intervals of the same width, and in each the
/// mean confidence is compared with the accuracy.
/// </summary>
/// <remarks>Guo, Pleiss, Sun and Weinberger: On calibration of modern neural networks (ICML 2017).</remarks>
/// <param name="bins">How many intervals, at least 1.</param>
/// <param name="fromLogits">Whether predictions are logits, to be made probabilities by softmax.</param>
/// <exception cref="ArgumentOutOfRangeException">There is no interval.</exception>
public sealed class CalibrationError(int bins = 15, bool fromLogits = false) : Metric<Calibration>
{
    readonly long[] counts = new long[bins >= 1 ? bins : throw new ArgumentOutOfRangeException(nameof(bins), bins, "There must be one interval or more; 10 to 20 are usual.")];
    readonly long[] right = new long[bins];
    readonly double[] confidences = new double[bins];

    /// <inheritdoc/>
    public override string Name => "calibration error";

    /// <summary>The errors and the intervals.</summary>
    public override Calibration Compute()
    {
        var result = new CalibrationBin[counts.Length];
        double sum = 0, max = double.NaN;
        long total = 0;
        for (int i = 0; i < result.Length; i++)
        {
            double confidence = confidences[i] / counts[i], accuracy = (double)right[i] / counts[i], gap = Math.Abs(accuracy - confidence);
            result[i] = new CalibrationBin((double)i / result.Length, (i + 1.0) / result.Length, counts[i], confidence, accuracy);
            if (counts[i] == 0) continue;
            total += counts[i];
            sum += counts[i] * gap;
            max = double.IsNaN(max) ? gap : Math.Max(max, gap);
        }

        return new Calibration(result, sum / total, max);
    }

    /// <inheritdoc/>
    public override void Save(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Put("counts", Tensor.From(counts).Keep());
        section.Put("right", Tensor.From(right).Keep());
        section.Put("confidences", Tensor.From(confidences).Keep());
    }

    /// <inheritdoc/>
    public override void Load(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Fill("counts", counts);
        section.Fill("right", right);
        section.Fill("confidences", confidences);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(counts);
        Array.Clear(right);
        Array.Clear(confidences);
    }

    /// <summary>Takes in probabilities (or logits) [n, classes, ..] and labels [n, ..].</summary>
    /// <param name="prediction">Probabilities in [0, 1], or logits.</param>
    /// <param name="target">Labels of an integer type.</param>
    /// <exception cref="IndexException">A label is no class.</exception>
    /// <exception cref="ArgumentException">What should be a probability lies outside [0, 1].</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        (Tensor rows, long[] labels) = ClassBatch.Rows("CalibrationError", prediction, target);
        if (labels.Length == 0) return;
        (Tensor best, Tensor place) = (fromLogits ? rows.To(DType.Float64).Softmax(1) : rows).Max(1);
        double[] confidence = best.ToArray<double>();
        long[] predicted = place.ToArray<long>();
        if (Array.Exists(confidence, p => p is not (>= 0 and <= 1.000001)))
            throw new ArgumentException("CalibrationError takes probabilities in [0, 1]; others are among them. For logits pass fromLogits: true.", nameof(prediction));
        for (int i = 0; i < labels.Length; i++) Add(confidence[i], predicted[i] == labels[i]);
    }

    internal void Add(double confidence, bool isCorrect)
    {
        int bin = Math.Clamp((int)Math.Ceiling(confidence * counts.Length) - 1, 0, counts.Length - 1);
        counts[bin]++;
        confidences[bin] += confidence;
        if (isCorrect) right[bin]++;
    }
}
