namespace Hebb.Labs;

/// <summary>
/// Proposes a learning rate: one step at each of many rates, every one longer than the last by the same factor, until the loss explodes. Where the smoothed loss is lowest, steps
/// are about to be too long; a tenth of that rate is proposed, as is usual.
/// </summary>
/// <remarks>L. N. Smith: Cyclical learning rates for training neural networks, WACV 2017, section 3.3.</remarks>
sealed class LearningRateSweep
{
    /// <summary>The first rate.</summary>
    public const double Min = 1e-4;

    const double Largest = 100;
    const int Steps = 400;
    const double Smoothing = 0.95;
    const double Explosion = 1.5;
    const double Caution = 10;
    readonly List<double> rates = [], losses = [];

    /// <summary>Sweeps.</summary>
    /// <param name="step">Takes one step at a rate and returns the loss before it.</param>
    public LearningRateSweep(Func<double, double> step)
    {
        double average = 0, best = double.PositiveInfinity, bestRate = Min;
        for (int i = 0; i < Steps; i++)
        {
            double rate = Min * Math.Pow(Largest / Min, i / (Steps - 1.0));
            average = (Smoothing * average) + ((1 - Smoothing) * step(rate));

            // The average begins at 0, which the division undoes.
            double smooth = average / (1 - Math.Pow(Smoothing, i + 1));
            if (!(smooth < Explosion * (i == 0 ? double.PositiveInfinity : losses[0]))) break;
            rates.Add(rate);
            losses.Add(smooth);
            if (smooth < best) (best, bestRate) = (smooth, rate);
        }

        Proposed = bestRate / Caution;
    }

    /// <summary>The rates of the steps.</summary>
    public IReadOnlyList<double> Rates => rates;

    /// <summary>The smoothed loss at each.</summary>
    public IReadOnlyList<double> Losses => losses;

    /// <summary>The rate to learn with.</summary>
    public double Proposed { get; }
}
