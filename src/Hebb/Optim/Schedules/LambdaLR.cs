namespace Hebb.Optim;

/// <summary>The rate is lr₀ times a function of the number of steps.</summary>
public sealed class LambdaLR : LRScheduler
{
    readonly Func<int, double> factor;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="factor">The factor for a number of steps, 0 or more.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public LambdaLR(Optimizer optimizer, Func<int, double> factor)
        : base(optimizer)
    {
        this.factor = factor ?? throw new ArgumentNullException(nameof(factor));
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) => initial * factor(step);
}
