namespace Hebb.Vision.Insight;

/// <summary>Reads the scores that a model gives to the classes of a sample: the best class, how sure the model is of it, the loss of the right one, and how many come before that.</summary>
/// <param name="classes">How many classes there are.</param>
/// <param name="fromLogits">Whether scores are logits, to be made probabilities by softmax.</param>
sealed class ScoreReader(int classes, bool fromLogits)
{
    // By how much a probability that was rounded to Float32 may be above 1.
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
        int predicted = 0;
        double right = scores[label], least = double.PositiveInfinity;
        bool isNumber = true;
        rank = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            if (scores[c] > scores[predicted]) predicted = c;
            if (scores[c] > right || (scores[c] == right && c < label)) rank++;
            least = Math.Min(least, scores[c]);
            isNumber &= !double.IsNaN(scores[c]);
        }

        double best = scores[predicted], loss;
        if (!isNumber || !double.IsFinite(best))
        {
            throw new ArgumentException(
                $"The model's scores of sample {index} are no numbers: {(isNumber ? $"the largest is {best}" : "there are NaN among them")}. The model is broken, or its input: look at the loss of its training, or compute inside Autograd.DetectAnomaly().", nameof(scores));
        }

        if (fromLogits)
        {
            double sum = 0;
            for (int c = 0; c < scores.Length; c++) sum += shares[c] = Math.Exp(scores[c] - best);
            for (int c = 0; c < scores.Length; c++) shares[c] /= sum;
            loss = Math.Log(sum) + best - right;
        }
        else
        {
            if (least < 0 || best > 1 + Rounding)
                throw new ArgumentException($"What should be probabilities of sample {index} lies outside [0, 1]. If the model answers with logits, leave FromLogits true.", nameof(scores));
            scores.CopyTo(shares);
            loss = -Math.Log(right);
        }

        return new SamplePrediction(index, label, predicted, shares[predicted], loss);
    }
}
