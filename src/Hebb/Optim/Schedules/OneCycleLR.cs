namespace Hebb.Optim;

/// <summary>
/// One climb and one fall over a whole training: the rate goes from max/divFactor up to max and down to (max/divFactor)/finalDivFactor, the momentum the opposite
/// way. To be stepped after every batch.
/// </summary>
/// <remarks>Smith and Topin: Super-convergence: very fast training of neural networks using large learning rates (2018).</remarks>
public sealed class OneCycleLR : LRScheduler
{
    readonly double maxLearningRate, start, end, baseMomentum, maxMomentum;
    readonly int totalSteps;
    readonly bool linear, cycleMomentum;
    readonly double[] phaseEnds;

    /// <summary>Makes the schedule and sets rate and momentum for step 0.</summary>
    /// <param name="optimizer">Whose learning rates and momenta (β₁ in the Adam family) are set.</param>
    /// <param name="maxLearningRate">The largest rate (max_lr), for all groups.</param>
    /// <param name="totalSteps">The number of steps of the cycle: epochs · batches. <see cref="LRScheduler.Step"/> may be called after each of them, the last one included.</param>
    /// <param name="risingShare">The share of the cycle in which the rate climbs (pct_start), 0 … 1.</param>
    /// <param name="linear">Straight lines instead of half cosines (anneal_strategy).</param>
    /// <param name="cycleMomentum">Whether the momentum changes too.</param>
    /// <param name="baseMomentum">The momentum at the largest rate.</param>
    /// <param name="maxMomentum">The momentum at the beginning and the end.</param>
    /// <param name="divFactor">By what the first rate is below the largest.</param>
    /// <param name="finalDivFactor">By what the last rate is below the first.</param>
    /// <param name="threePhases">Whether the fall mirrors the climb before a third phase goes to the last rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public OneCycleLR(
        Optimizer optimizer, double maxLearningRate, int totalSteps, double risingShare = 0.3, bool linear = false, bool cycleMomentum = true, double baseMomentum = 0.85,
        double maxMomentum = 0.95, double divFactor = 25, double finalDivFactor = 1e4, bool threePhases = false)
        : base(optimizer)
    {
        this.maxLearningRate = HyperparameterCheck.NotNegative(maxLearningRate, nameof(maxLearningRate), "a rate is 0 or more");
        this.totalSteps = HyperparameterCheck.Positive(totalSteps, nameof(totalSteps));
        HyperparameterCheck.Share(risingShare, nameof(risingShare));
        if (!(divFactor > 0)) throw new ArgumentOutOfRangeException(nameof(divFactor), divFactor, "The first rate is the largest one divided by this: a number above 0, usually 25.");
        if (!(finalDivFactor > 0)) throw new ArgumentOutOfRangeException(nameof(finalDivFactor), finalDivFactor, "The last rate is the first one divided by this: a number above 0, usually 10000.");
        this.linear = linear;
        this.cycleMomentum = cycleMomentum;
        this.baseMomentum = HyperparameterCheck.NotNegative(baseMomentum, nameof(baseMomentum), "0.85 is usual");
        this.maxMomentum = HyperparameterCheck.NotNegative(maxMomentum, nameof(maxMomentum), "0.95 is usual");
        start = maxLearningRate / divFactor;
        end = start / finalDivFactor;
        double rising = risingShare * totalSteps;
        phaseEnds = threePhases ? [rising - 1, (2 * rising) - 2, totalSteps - 1] : [rising - 1, totalSteps - 1];
        foreach (ParameterGroup group in optimizer.ParameterGroups) group.InitialLearningRate = start;
        MoveTo(0);
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial)
    {
        (int phase, double share) = Place(step);
        double last = phaseEnds.Length == 3 && phase == 1 ? start : end;
        double rate = phase == 0 ? Between(start, maxLearningRate, share) : Between(phase == 1 ? maxLearningRate : start, last, share);
        return rate >= 0 ? rate : last;
    }

    internal override long? LastStep => totalSteps;

    private protected override void Apply(int step)
    {
        if (step > totalSteps)
        {
            throw new InvalidOperationException(
                $"This OneCycleLR was made for {totalSteps} steps and is asked for step {step}; totalSteps is the number of epochs times the number of batches.");
        }

        base.Apply(step);
        if (!cycleMomentum) return;
        (int phase, double share) = Place(step);
        double momentum = phase switch
        {
            0 => Between(maxMomentum, baseMomentum, share),
            1 => Between(baseMomentum, maxMomentum, share),
            _ => maxMomentum,
        };
        if (share > 1 && momentum is not (>= 0 and < 1)) momentum = maxMomentum;
        foreach (ParameterGroup group in Optimizer.ParameterGroups) group.Momentum = momentum;
    }

    // Which phase, and which share of it is over. The call after the last step lets the share go beyond 1, as in PyTorch: a cosine turns back, and a straight line
    // would go on to where no rate (below 0) and no momentum (1 or more) can be. There the last ones stay; nobody uses them unless a step too many is made.
    (int Phase, double Share) Place(int step)
    {
        double begin = 0;
        for (int i = 0; ; i++)
        {
            if (step <= phaseEnds[i] || i == phaseEnds.Length - 1) return (i, phaseEnds[i] == begin ? 1 : (step - begin) / (phaseEnds[i] - begin));
            begin = phaseEnds[i];
        }
    }

    double Between(double from, double to, double share) =>
        linear ? ((to - from) * share) + from : to + ((from - to) / 2 * (Math.Cos(Math.PI * share) + 1));
}
