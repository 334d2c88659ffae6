namespace Hebb.Optim;

/// <summary>
/// Multiplies the learning rate by a factor when a number, usually the validation loss, has stopped getting better: after <c>patience</c> steps without a new best,
/// the next one reduces it. "Better" is by more than a threshold: relative, best · (1 ∓ threshold), or absolute, best ∓ threshold.
/// </summary>
public sealed class ReduceLROnPlateau
{
    readonly PlateauMode mode;
    readonly double factor, threshold, minimum, epsilon;
    readonly int patience, cooldown;
    readonly bool isRelative;

    /// <summary>Makes the schedule; the rate stays as it is until the first plateau.</summary>
    /// <param name="optimizer">Whose learning rates are reduced.</param>
    /// <param name="mode">Which way the number is better.</param>
    /// <param name="factor">By what the rates are multiplied, 0 or more and below 1.</param>
    /// <param name="patience">How many steps without a new best are borne, 0 or more.</param>
    /// <param name="threshold">By how much a new best must be better.</param>
    /// <param name="relativeThreshold">Whether the threshold is a share of the best number (threshold_mode).</param>
    /// <param name="cooldown">How many steps after a reduction are not counted.</param>
    /// <param name="minimum">The least rate (min_lr).</param>
    /// <param name="epsilon">A smaller change of the rate is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public ReduceLROnPlateau(
        Optimizer optimizer, PlateauMode mode = PlateauMode.Min, double factor = 0.1, int patience = 10, double threshold = 1e-4, bool relativeThreshold = true,
        int cooldown = 0, double minimum = 0, double epsilon = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Optimizer = optimizer;
        this.mode = mode;
        this.factor = factor is >= 0 and < 1 ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor reduces a rate: 0 or more and below 1, usually 0.1 or 0.5.");
        this.patience = HyperparameterCheck.Count(patience, nameof(patience));
        this.threshold = HyperparameterCheck.NotNegative(threshold, nameof(threshold), "usually 1e-4");
        isRelative = relativeThreshold;
        this.cooldown = HyperparameterCheck.Count(cooldown, nameof(cooldown));
        this.minimum = HyperparameterCheck.NotNegative(minimum, nameof(minimum), "a rate is 0 or more");
        this.epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "usually 1e-8");
        State = new PlateauState(mode == PlateauMode.Min ? double.PositiveInfinity : double.NegativeInfinity, 0, 0);
    }

    /// <summary>Whose learning rates these are.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The present learning rate of the first group.</summary>
    public double LearningRate => Optimizer.LearningRate;

    /// <summary>What is remembered from step to step; set it to resume.</summary>
    public PlateauState State { get; set; }

    /// <summary>Takes the watched number of one epoch, and reduces the rates if it is time. A NaN is not better than anything.</summary>
    /// <param name="metric">The number.</param>
    /// <returns>Whether a rate was reduced.</returns>
    public bool Step(double metric)
    {
        (double best, int bad, int cooling) = State;
        if (IsBetter(metric, best)) (best, bad) = (metric, 0);
        else bad++;
        if (cooling > 0) (cooling, bad) = (cooling - 1, 0);
        bool reduced = false;
        if (bad > patience)
        {
            reduced = Reduce();
            (bad, cooling) = (0, cooldown);
        }

        State = new PlateauState(best, bad, cooling);
        return reduced;
    }

    /// <summary>A snapshot: "best" (Float64), "num_bad_epochs" and "cooldown_counter" (Int64). The rates themselves are in the optimizer's.</summary>
    public Dictionary<string, Tensor> StateDict() => new(StringComparer.Ordinal)
    {
        ["best"] = Tensor.Scalar(State.Best, DType.Float64).Keep(),
        ["num_bad_epochs"] = Tensor.From<long>([State.BadCount], Shape.Scalar).Keep(),
        ["cooldown_counter"] = Tensor.From<long>([State.Cooldown], Shape.Scalar).Keep(),
    };

    /// <summary>Takes up a snapshot. All or nothing.</summary>
    /// <param name="state">What <see cref="StateDict"/> gave.</param>
    /// <exception cref="ArgumentException">Names are unknown or missing; the message lists them.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var plan = new StatePlan(state);
        Tensor? best = plan.Need("best", Shape.Scalar), bad = plan.Need("num_bad_epochs", Shape.Scalar), cooling = plan.Need("cooldown_counter", Shape.Scalar);
        plan.Then(() => State = new PlateauState(best!.Item(), bad!.Item<int>(), cooling!.Item<int>()));
        if (plan.Faults() is { } faults) throw new ArgumentException($"The state does not fit this ReduceLROnPlateau; nothing was loaded: {faults}.", nameof(state));
        plan.Carry();
    }

    bool Reduce()
    {
        bool any = false;
        foreach (ParameterGroup group in Optimizer.ParameterGroups)
        {
            double lower = Math.Max(group.LearningRate * factor, minimum);
            if (!(group.LearningRate - lower > epsilon)) continue;
            group.LearningRate = lower;
            any = true;
        }

        return any;
    }

    bool IsBetter(double metric, double best) => mode == PlateauMode.Min
        ? metric < (isRelative ? best * (1 - threshold) : best - threshold)
        : metric > (isRelative ? best * (1 + threshold) : best + threshold);
}
