using System.Numerics.Tensors;

namespace Hebb.Vision.Insight;

/// <summary>Reads the scores that a model gives to the classes of a sample: the best class, how sure the model is of it, the loss of the right one, and how many come before that.</summary>
/// <param name="classes">How many classes there are.</param>
/// <param name="fromLogits">Whether scores are logits, to be made probabilities by softmax.</param>
sealed class ScoreReader(int classes, bool fromLogits)
{
    // What a sum of probabilities that were rounded to Float32 may be above 1.
    const double Rounding = 1e-6;
    readonly double[] shares = new double[classes];

    /// <summary>Each class's probability, of the sample that was read last.</summary>
    public ReadOnlySpan<double> Probabilities => shares;

    /// <summary>Reads a sample.</summary>
    /// <param name="scores">A number for each class.</param>
    /// <param name="index">The sample's place in the data set.</param>
    /// <param name="label">Its class.</param>
    /// <param name="rank">How many classes come before the right one; of equal scores the one with the smaller class number comes first.</param>
    /// <exception cref="ArgumentException">A score is NaN, the largest one infinite, or what should be a probability lies outside [0, 1].</exception>
    public SamplePrediction Read(ReadOnlySpan<double> scores, int index, int label, out int rank)
    {
        double best = TensorPrimitives.Max(scores), loss;
        if (!double.IsFinite(best))
        {
            throw new ArgumentException(
                $"The model's scores of sample {index} are no numbers: the largest is {best}. The model is broken, or its input: look at the loss of its training, or compute inside Autograd.DetectAnomaly().", nameof(scores));
        }

        if (fromLogits)
        {
            TensorPrimitives.Subtract(scores, best, shares);
            TensorPrimitives.Exp<double>(shares, shares);
            double sum = TensorPrimitives.Sum<double>(shares);
            TensorPrimitives.Divide(shares, sum, shares);
            loss = Math.Log(sum) + best - scores[label];
        }
        else
        {
            if (TensorPrimitives.Min(scores) < 0 || best > 1 + Rounding)
                throw new ArgumentException($"What should be probabilities of sample {index} lies outside [0, 1]. If the model answers with logits, leave FromLogits true.", nameof(scores));
            scores.CopyTo(shares);
            loss = -Math.Log(scores[label]);
        }

        int predicted = TensorPrimitives.IndexOfMax(scores);
        rank = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            if (scores[c] > scores[label] || (scores[c] == scores[label] && c < label)) rank++;
        }

        return new SamplePrediction(index, label, predicted, shares[predicted], loss);
    }
}
