namespace Hebb.Optim;

/// <summary>The rate is lr₀ · factor for some steps and lr₀ from there on.</summary>
public sealed class ConstantLR : LRScheduler
{
    readonly double factor;
    readonly int totalSteps;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="factor">The factor, 0 … 1.</param>
    /// <param name="totalSteps">How many steps it lasts (total_iters), 0 or more.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int totalSteps = 5)
        : base(optimizer)
    {
        this.factor = HyperparameterCheck.Share(factor, nameof(factor));
        this.totalSteps = HyperparameterCheck.Count(totalSteps, nameof(totalSteps));
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) => step < totalSteps ? initial * factor : initial;
}
