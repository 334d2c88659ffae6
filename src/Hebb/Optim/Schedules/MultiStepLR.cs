namespace Hebb.Optim;

/// <summary>The rate is multiplied by γ at each milestone: lr₀ · γ^(number of milestones ≤ t).</summary>
public sealed class MultiStepLR : LRScheduler
{
    readonly int[] milestones;
    readonly double gamma;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="milestones">Numbers of steps, in any order; one that stands there twice counts twice, and one below 0 never comes. None leaves the rate as it is.</param>
    /// <param name="gamma">γ, 0 or more.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public MultiStepLR(Optimizer optimizer, int[] milestones, double gamma = 0.1)
        : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        this.milestones = [.. milestones];
        this.gamma = HyperparameterCheck.NotNegative(gamma, nameof(gamma), "it multiplies a learning rate");
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial)
    {
        int passed = 0;
        foreach (int milestone in milestones) passed += milestone >= 0 && step >= milestone ? 1 : 0;
        return initial * Math.Pow(gamma, passed);
    }
}
