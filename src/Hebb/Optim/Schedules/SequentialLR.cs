namespace Hebb.Optim;

/// <summary>One schedule after another: each begins at its step 0 when its milestone is reached. A warm-up is a <see cref="LinearLR"/> in front.</summary>
/// <example><code>
/// var schedule = new SequentialLR(optimizer, [new LinearLR(optimizer, 0.01, totalSteps: 5), new CosineAnnealingLR(optimizer, 95)], [5]);
/// </code></example>
public sealed class SequentialLR : LRScheduler
{
    readonly LRScheduler[] schedules;
    readonly int[] milestones;

    /// <summary>Makes the schedule and sets the rate for step 0 of the first part.</summary>
    /// <param name="optimizer">Whose learning rates are set.</param>
    /// <param name="schedules">The parts, made for the same optimizer.</param>
    /// <param name="milestones">The step at which each part but the first begins, rising.</param>
    /// <exception cref="ArgumentException">There is not one milestone less than parts, they do not rise, or a part is for another optimizer.</exception>
    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedules, IEnumerable<int> milestones)
        : base(optimizer)
    {
        ArgumentNullException.ThrowIfNull(schedules);
        ArgumentNullException.ThrowIfNull(milestones);
        this.schedules = [.. schedules];
        this.milestones = [.. milestones];
        if (this.schedules.Length == 0 || this.milestones.Length != this.schedules.Length - 1)
        {
            throw new ArgumentException(
                $"{this.schedules.Length} schedules need {Math.Max(this.schedules.Length - 1, 0)} milestones between them; there are {this.milestones.Length}.", nameof(milestones));
        }

        foreach (LRScheduler part in this.schedules)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(schedules));
            if (part.Optimizer != optimizer) throw new ArgumentException($"A {part.GetType().Name} among the schedules was made for another optimizer.", nameof(schedules));
        }

        for (int i = 0; i < this.milestones.Length; i++)
        {
            if (this.milestones[i] <= (i == 0 ? 0 : this.milestones[i - 1]))
                throw new ArgumentException($"Milestones must rise and begin above 0; they are [{string.Join(", ", this.milestones)}].", nameof(milestones));
        }

        MoveTo(0);
    }

    // Where the first part ends that is asked for more than it was made for.
    internal override long? LastStep
    {
        get
        {
            for (int i = 0; i < schedules.Length; i++)
            {
                long begin = i == 0 ? 0 : milestones[i - 1], asked = i < milestones.Length ? milestones[i] - begin - 1 : long.MaxValue;
                if (schedules[i].LastStep is { } last && last < asked) return begin + last;
            }

            return null;
        }
    }

    /// <inheritdoc/>
    protected override double RateAt(int step, double initial)
    {
        (LRScheduler part, int own) = At(step);
        part.MoveTo(own);
        return part.LearningRate;
    }

    private protected override void Apply(int step)
    {
        (LRScheduler part, int own) = At(step);
        part.MoveTo(own);
    }

    (LRScheduler Part, int Step) At(int step)
    {
        int i = milestones.Length;
        while (i > 0 && step < milestones[i - 1]) i--;
        return (schedules[i], i == 0 ? step : step - milestones[i - 1]);
    }
}
