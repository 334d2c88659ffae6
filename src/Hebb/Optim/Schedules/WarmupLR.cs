namespace Hebb.Optim;

/// <summary>
/// A warm-up in front of any schedule: the rate climbs in a straight line from a share of the schedule's first rate to all of it, and then the schedule begins at
/// its step 0.
/// </summary>
/// <remarks>Goyal and others: Accurate, large minibatch SGD (2017). In front of a <see cref="ReduceLROnPlateau"/>, which counts epochs, put a <see cref="LinearLR"/>.</remarks>
/// <example><code>var schedule = new WarmupLR(new CosineAnnealingLR(optimizer, period: 9500), steps: 500);</code></example>
public sealed class WarmupLR : LRScheduler
{
    readonly LRScheduler after;
    readonly int steps;
    readonly double startFactor;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="after">What comes after; it is stepped by this schedule and not by itself.</param>
    /// <param name="steps">How many steps the climb takes, at least 1.</param>
    /// <param name="startFactor">The share at step 0, 0 … 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public WarmupLR(LRScheduler after, int steps, double startFactor = 0)
        : base(OptimizerOf(after))
    {
        this.after = after;
        this.steps = HyperparameterCheck.Positive(steps, nameof(steps));
        this.startFactor = HyperparameterCheck.Share(startFactor, nameof(startFactor));
        MoveTo(0);
    }

    internal override long? LastStep => after.LastStep is { } last ? last + steps : null;

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) => after.RateOf(Math.Max(step - steps, 0), initial) * Factor(step);

    private protected override void Apply(int step)
    {
        after.MoveTo(Math.Max(step - steps, 0));
        double factor = Factor(step);
        if (factor == 1) return;
        foreach (ParameterGroup group in Optimizer.ParameterGroups) group.LearningRate *= factor;
    }

    double Factor(int step) => step >= steps ? 1 : startFactor + ((1 - startFactor) * step / steps);

    static Optimizer OptimizerOf(LRScheduler after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return after.Optimizer;
    }
}
