namespace Hebb.Training;

/// <summary>The share of yes-or-no answers that are right: a score above the threshold says yes. Each element counts, so it serves several labels a row too.</summary>
/// <param name="threshold">0 for logits, 0.5 for probabilities.</param>
public sealed class BinaryAccuracy(double threshold = 0) : RunningAccuracy
{
    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <summary>Takes in scores and targets of the same shape.</summary>
    /// <param name="prediction">Logits or probabilities.</param>
    /// <param name="target">1 (or true) for yes, 0 for no.</param>
    /// <exception cref="ArgumentException">A target is neither 0 nor 1, or a score is NaN.</exception>
    protected override void Add(Tensor prediction, Tensor target)
    {
        ElementBatch.Check("BinaryAccuracy", prediction, target);
        ClassBatch.CheckNumbers("BinaryAccuracy", prediction);
        double[] scores = prediction.ToArray<double>(), labels = target.ToArray<double>();
        if (Array.Exists(labels, label => label is not (0 or 1))) throw new ArgumentException("BinaryAccuracy takes targets of 0 and 1; others are among them.", nameof(target));
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (scores[i] > threshold == (labels[i] == 1)) right++;
        }

        Gather(right, labels.Length);
    }
}
