namespace Hebb.Optim;

/// <summary>
/// The rate goes up and down in straight lines between a base and a maximum, again and again, and the momentum the opposite way. To be stepped after every batch.
/// </summary>
/// <remarks>Smith: Cyclical learning rates for training neural networks (WACV 2017).</remarks>
public sealed class CyclicLR : LRScheduler
{
    readonly double baseLearningRate, maxLearningRate, gamma, baseMomentum, maxMomentum;
    readonly long up, total;
    readonly CyclicMode mode;
    readonly bool cycleMomentum;

    /// <summary>Makes the schedule and sets rate and momentum for step 0.</summary>
    /// <param name="optimizer">Whose learning rates and momenta (β₁ in the Adam family) are set.</param>
    /// <param name="baseLearningRate">The rate at the ends of a cycle, for all groups.</param>
    /// <param name="maxLearningRate">The rate in its middle, before the height is scaled.</param>
    /// <param name="stepsUp">How many steps the rate climbs (step_size_up), at least 1.</param>
    /// <param name="stepsDown">How many steps it falls (step_size_down), at least 1; as many unless given.</param>
    /// <param name="mode">How the height of the cycles changes.</param>
    /// <param name="gamma">γ for <see cref="CyclicMode.ExpRange"/>, 0 or more.</param>
    /// <param name="cycleMomentum">Whether the momentum changes too.</param>
    /// <param name="baseMomentum">The momentum where the rate is largest.</param>
    /// <param name="maxMomentum">The momentum where the rate is least.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public CyclicLR(
        Optimizer optimizer, double baseLearningRate, double maxLearningRate, int stepsUp = 2000, int? stepsDown = null, CyclicMode mode = CyclicMode.Triangular,
        double gamma = 1, bool cycleMomentum = true, double baseMomentum = 0.8, double maxMomentum = 0.9)
        : base(optimizer)
    {
        this.baseLearningRate = HyperparameterCheck.NotNegative(baseLearningRate, nameof(baseLearningRate), "a rate is 0 or more");
        this.maxLearningRate = HyperparameterCheck.NotNegative(maxLearningRate, nameof(maxLearningRate), "a rate is 0 or more");
        up = HyperparameterCheck.Positive(stepsUp, nameof(stepsUp));
        total = up + HyperparameterCheck.Positive(stepsDown ?? stepsUp, nameof(stepsDown));
        this.mode = mode;
        this.gamma = HyperparameterCheck.NotNegative(gamma, nameof(gamma), "it multiplies the height of a cycle");
        this.cycleMomentum = cycleMomentum;
        this.baseMomentum = HyperparameterCheck.NotNegative(baseMomentum, nameof(baseMomentum), "0.8 is usual");
        this.maxMomentum = HyperparameterCheck.NotNegative(maxMomentum, nameof(maxMomentum), "0.9 is usual");
        foreach (ParameterGroup group in optimizer.ParameterGroups) group.InitialLearningRate = baseLearningRate;
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial) => baseLearningRate + ((maxLearningRate - baseLearningRate) * Height(step));

    private protected override void Apply(int step)
    {
        base.Apply(step);
        if (!cycleMomentum) return;
        double momentum = maxMomentum - ((maxMomentum - baseMomentum) * Height(step));
        foreach (ParameterGroup group in Optimizer.ParameterGroups) group.Momentum = momentum;
    }

    // 0 at the ends of a cycle, up to 1 in its middle.
    double Height(int step)
    {
        long place = step % total;
        double share = place <= up ? (double)place / up : (double)(total - place) / (total - up);
        return share * mode switch
        {
            CyclicMode.Triangular2 => Math.Pow(0.5, step / total),
            CyclicMode.ExpRange => Math.Pow(gamma, step),
            _ => 1,
        };
    }
}
