namespace Hebb.Optim;

/// <summary>The rate is multiplied by γ at every step: lr₀ · γᵗ.</summary>
public sealed class ExponentialLR : LRScheduler
{
    readonly double gamma;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="gamma">γ, 0 or more.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public ExponentialLR(Optimizer optimizer, double gamma)
        : base(optimizer)
    {
        this.gamma = HyperparameterCheck.NotNegative(gamma, nameof(gamma), "it multiplies a learning rate");
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) => initial * Math.Pow(gamma, step);
}
