namespace Hebb.Optim;

/// <summary>The rate is multiplied by γ after every so many steps: lr₀ · γ^⌊t/stepSize⌋.</summary>
public sealed class StepLR : LRScheduler
{
    readonly int stepSize;
    readonly double gamma;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="stepSize">How many steps a rate lasts, at least 1.</param>
    /// <param name="gamma">γ, 0 or more.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public StepLR(Optimizer optimizer, int stepSize, double gamma = 0.1)
        : base(optimizer)
    {
        this.stepSize = HyperparameterCheck.Positive(stepSize, nameof(stepSize));
        this.gamma = HyperparameterCheck.NotNegative(gamma, nameof(gamma), "it multiplies a learning rate");
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) => initial * Math.Pow(gamma, step / stepSize);
}
