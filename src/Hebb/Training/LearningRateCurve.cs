namespace Hebb.Training;

/// <summary>What a <see cref="LearningRateFinder"/> saw: the loss at rising learning rates.</summary>
public sealed class LearningRateCurve
{
    internal LearningRateCurve(IReadOnlyList<double> rates, IReadOnlyList<double> losses, IReadOnlyList<double> smoothed)
    {
        (Rates, Losses, Smoothed) = (rates, losses, smoothed);

        // The ends tell little: the first values are hardly smoothed, the last ones explode.
        int lowest = 0;
        for (int i = 1; i < smoothed.Count; i++)
        {
            if (smoothed[i] < smoothed[lowest]) lowest = i;
        }

        double steepest = 0;
        int best = -1;
        for (int i = Math.Min(5, lowest / 2); i + 1 < lowest; i++)
        {
            if (i == 0) continue;
            double slope = (smoothed[i + 1] - smoothed[i - 1]) / Math.Log(rates[i + 1] / rates[i - 1]);
            if (slope < steepest) (steepest, best) = (slope, i);
        }

        Steepest = best >= 0 ? rates[best] : null;
        Suggestion = Steepest ?? rates[lowest] / 10;
        LowestLossRate = rates[lowest];
    }

    /// <summary>The learning rates, rising by the same factor from step to step.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The loss at each rate, before the step.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The losses smoothed by a moving average without its initial bias.</summary>
    public IReadOnlyList<double> Smoothed { get; }

    /// <summary>The rate where the smoothed loss falls fastest over the logarithm of the rate; null if it nowhere falls.</summary>
    public double? Steepest { get; }

    /// <summary>The rate with the lowest smoothed loss: already too large to train with.</summary>
    public double LowestLossRate { get; }

    /// <summary>A good rate to begin with: <see cref="Steepest"/>, or a tenth of <see cref="LowestLossRate"/>.</summary>
    public double Suggestion { get; }
}
