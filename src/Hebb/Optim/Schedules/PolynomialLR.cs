namespace Hebb.Optim;

/// <summary>The rate falls as a power to 0 and stays there: lr₀ · (1 − min(t, total)/total)^power.</summary>
public sealed class PolynomialLR : LRScheduler
{
    readonly int totalSteps;
    readonly double power;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="totalSteps">How many steps the fall takes (total_iters), at least 1.</param>
    /// <param name="power">The power, 0 or more; 1 falls in a straight line.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public PolynomialLR(Optimizer optimizer, int totalSteps = 5, double power = 1)
        : base(optimizer)
    {
        this.totalSteps = HyperparameterCheck.Positive(totalSteps, nameof(totalSteps));
        this.power = HyperparameterCheck.NotNegative(power, nameof(power), "1 falls in a straight line, 2 in a parabola");
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) =>
        initial * Math.Pow(1 - (Math.Min(step, totalSteps) / (double)totalSteps), power);
}
