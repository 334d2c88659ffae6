namespace Hebb.Optim;

/// <summary>Half a cosine from lr₀ down to a least rate: min + (lr₀ − min)(1 + cos(πt/period))/2. Beyond the period the rate climbs the cosine again, as in PyTorch.</summary>
/// <remarks>Loshchilov and Hutter: SGDR: stochastic gradient descent with warm restarts (ICLR 2017), without the restarts.</remarks>
public sealed class CosineAnnealingLR : LRScheduler
{
    readonly int period;
    readonly double minimum;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="period">The number of steps down (T_max), at least 1.</param>
    /// <param name="minimum">The least rate (eta_min), 0 or more.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public CosineAnnealingLR(Optimizer optimizer, int period, double minimum = 0)
        : base(optimizer)
    {
        this.period = HyperparameterCheck.Positive(period, nameof(period));
        this.minimum = HyperparameterCheck.NotNegative(minimum, nameof(minimum), "a rate is 0 or more");
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) => minimum + ((initial - minimum) * (1 + Math.Cos(Math.PI * step / period)) / 2);
}
