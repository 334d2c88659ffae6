namespace Hebb.Optim;

/// <summary>The rate goes in a straight line from lr₀ · startFactor to lr₀ · endFactor and stays there: a warm-up.</summary>
public sealed class LinearLR : LRScheduler
{
    readonly double startFactor;
    readonly double endFactor;
    readonly int totalSteps;

    /// <summary>Makes the schedule and sets the rate for step 0.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="startFactor">The factor at step 0, 0 … 1.</param>
    /// <param name="endFactor">The factor at the end, 0 … 1.</param>
    /// <param name="totalSteps">How many steps the line takes (total_iters), at least 1.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public LinearLR(Optimizer optimizer, double startFactor = 1.0 / 3, double endFactor = 1, int totalSteps = 5)
        : base(optimizer)
    {
        this.startFactor = HyperparameterCheck.Share(startFactor, nameof(startFactor));
        this.endFactor = HyperparameterCheck.Share(endFactor, nameof(endFactor));
        this.totalSteps = HyperparameterCheck.Positive(totalSteps, nameof(totalSteps));
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) =>
        initial * (startFactor + ((endFactor - startFactor) * Math.Min(step, totalSteps) / totalSteps));
}
