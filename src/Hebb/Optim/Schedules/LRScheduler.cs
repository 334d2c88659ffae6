namespace Hebb.Optim;

/// <summary>
/// A learning rate as a function of the number of steps taken. Making one sets the rate for step 0; call <see cref="Step"/> after the optimizer's steps, once per
/// epoch or once per batch, whichever the numbers mean. Where PyTorch multiplies the rate from step to step, this computes it from the beginning: the same
/// sequence, and <see cref="MoveTo"/> resumes anywhere.
/// </summary>
/// <remarks>Each group's rate is reckoned from what it was when its optimizer got its first schedule. For one schedule after another, use <see cref="SequentialLR"/>.</remarks>
public abstract class LRScheduler
{
    /// <summary>Ties a schedule to an optimizer. The constructor of a subclass ends with <c>MoveTo(0)</c>.</summary>
    /// <param name="optimizer">Whose groups get their rates from this schedule.</param>
    protected LRScheduler(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Optimizer = optimizer;
        foreach (ParameterGroup group in optimizer.ParameterGroups) group.InitialLearningRate ??= group.LearningRate;
    }

    /// <summary>Whose learning rates these are.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How often <see cref="Step"/> was called.</summary>
    public int StepCount { get; private set; }

    /// <summary>The present learning rate of the first group.</summary>
    public double LearningRate => Optimizer.LearningRate;

    /// <summary>Counts a step and sets the learning rates for the next one.</summary>
    public void Step() => MoveTo(StepCount + 1);

    /// <summary>Goes to any step, forward or back: to resume a training.</summary>
    /// <param name="step">How many steps are taken, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void MoveTo(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        Apply(step);
        StepCount = step;
    }

    /// <summary>The learning rate after some steps.</summary>
    /// <param name="step">How many steps are taken, 0 or more.</param>
    /// <param name="initial">The group's rate before any schedule.</param>
    protected abstract double RateAt(int step, double initial);

    /// <summary>A snapshot: "last_epoch", the number of steps taken (Int64), and "base_lrs", the rate before any schedule for each group (Float64).</summary>
    public Dictionary<string, Tensor> StateDict()
    {
        double[] rates = [.. Optimizer.ParameterGroups.Select(group => group.InitialLearningRate ?? group.LearningRate)];
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["last_epoch"] = Tensor.From<long>([StepCount], Shape.Scalar).Keep(),
            ["base_lrs"] = Tensor.From(rates).Keep(),
        };
    }

    /// <summary>Takes up a snapshot of a schedule of the same kind and settings, and sets the learning rates that belong to it. All or nothing.</summary>
    /// <param name="state">What <see cref="StateDict"/> gave.</param>
    /// <exception cref="ArgumentException">Names are unknown or missing, or values cannot be; the message lists them.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var plan = new StatePlan(state);
        Tensor? step = plan.Need("last_epoch", Shape.Scalar), rates = plan.Need("base_lrs", [Optimizer.ParameterGroups.Count]);
        if (step is not null && step.Item<long>() is < 0 or > int.MaxValue) plan.Fault($"last_epoch is {step.Item<long>()}");
        else if (step is not null && step.Item<long>() > LastStep) plan.Fault($"last_epoch is {step.Item<long>()}, but this schedule was made for {LastStep} steps");
        if (rates is not null && Array.Exists(rates.ToArray<double>(), rate => rate is not (>= 0 and < double.PositiveInfinity))) plan.Fault("base_lrs holds what is no learning rate");
        if (plan.Faults() is { } faults) throw new ArgumentException($"The state does not fit this {GetType().Name}; nothing was loaded: {faults}.", nameof(state));
        double[] values = rates!.ToArray<double>();
        for (int i = 0; i < values.Length; i++) Optimizer.ParameterGroups[i].InitialLearningRate = values[i];
        MoveTo(step!.Item<int>());
    }

    /// <summary>The largest number of steps that the schedule can be asked for; null for one that has no end.</summary>
    internal virtual long? LastStep => null;

    // For schedules that are made of others.
    internal double RateOf(int step, double initial) => RateAt(step, initial);

    private protected virtual void Apply(int step)
    {
        foreach (ParameterGroup group in Optimizer.ParameterGroups) group.LearningRate = RateAt(step, group.InitialLearningRate ??= group.LearningRate);
    }
}
