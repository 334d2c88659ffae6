namespace Hebb.Optim;

/// <summary>Half a cosine from lr₀ down to a least rate, again and again, each time over a period that is longer by a factor.</summary>
/// <remarks>Loshchilov and Hutter: SGDR: stochastic gradient descent with warm restarts (ICLR 2017).</remarks>
public sealed class CosineAnnealingWarmRestarts : LRScheduler
{
    readonly int firstPeriod;
    readonly int periodFactor;
    readonly double minimum;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="firstPeriod">The number of steps of the first period (T_0), at least 1.</param>
    /// <param name="periodFactor">By what each period is longer than the one before (T_mult), at least 1.</param>
    /// <param name="minimum">The least rate (eta_min), 0 or more.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public CosineAnnealingWarmRestarts(Optimizer optimizer, int firstPeriod, int periodFactor = 1, double minimum = 0)
        : base(optimizer)
    {
        this.firstPeriod = HyperparameterCheck.Positive(firstPeriod, nameof(firstPeriod));
        this.periodFactor = HyperparameterCheck.Positive(periodFactor, nameof(periodFactor));
        this.minimum = HyperparameterCheck.NotNegative(minimum, nameof(minimum), "a rate is 0 or more");
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial)
    {
        long period = firstPeriod, begin = 0;
        if (periodFactor == 1)
        {
            begin = step - (step % period);
        }
        else
        {
            while (step - begin >= period)
            {
                begin += period;
                period *= periodFactor;
            }
        }

        return minimum + ((initial - minimum) * (1 + Math.Cos(Math.PI * (step - begin) / period)) / 2);
    }
}
