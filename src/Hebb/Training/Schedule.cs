using System.Globalization;
using Hebb.Optim;

namespace Hebb.Training;

/// <summary>When a trainer moves a learning-rate schedule on: after each step, after each epoch, or when a watched number is known.</summary>
public abstract class Schedule
{
    private protected Schedule(Optimizer optimizer) => Optimizer = optimizer;

    /// <summary>Whose learning rates are set.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The number that is watched, or null.</summary>
    internal virtual string? Metric => null;

    /// <summary>A schedule that counts the optimizer's steps: <see cref="OneCycleLR"/>, a warm-up.</summary>
    /// <param name="scheduler">The schedule.</param>
    public static Schedule PerStep(LRScheduler scheduler) => new Counting(scheduler, perStep: true);

    /// <summary>A schedule that counts epochs: <see cref="StepLR"/>, <see cref="CosineAnnealingLR"/> over epochs.</summary>
    /// <param name="scheduler">The schedule.</param>
    public static Schedule PerEpoch(LRScheduler scheduler) => new Counting(scheduler, perStep: false);

    /// <summary>A schedule that reduces the rate when a number stops getting better; it is asked each time the number is known anew.</summary>
    /// <param name="scheduler">The schedule.</param>
    /// <param name="metric">The number's name in the history, such as "val_loss".</param>
    public static Schedule OnPlateau(ReduceLROnPlateau scheduler, string metric = "val_loss") => new Watching(scheduler, metric);

    internal virtual void Begin()
    {
    }

    /// <summary>Refuses a training that would go beyond the end of a schedule, before its first step instead of after the last possible one.</summary>
    /// <param name="steps">How many steps are still to come; null if it is not known.</param>
    /// <param name="epochs">How many epochs are still to end; null if it is not known.</param>
    /// <exception cref="ArgumentException">The schedule ends before the training.</exception>
    internal virtual void CheckRoom(long? steps, long? epochs)
    {
    }

    internal virtual void AfterStep()
    {
    }

    internal virtual void AfterEpoch()
    {
    }

    internal virtual void Watch(TrainingHistory history)
    {
    }

    internal abstract void Save(CheckpointSection section);

    internal abstract void Load(CheckpointSection section);

    sealed class Counting : Schedule
    {
        readonly LRScheduler scheduler;
        readonly bool perStep;

        internal Counting(LRScheduler scheduler, bool perStep)
            : base((scheduler ?? throw new ArgumentNullException(nameof(scheduler))).Optimizer)
        {
            this.scheduler = scheduler;
            this.perStep = perStep;
        }

        internal override void CheckRoom(long? steps, long? epochs)
        {
            if (scheduler.LastStep is not { } last || (perStep ? steps : epochs) is not { } more || scheduler.StepCount + more <= last) return;
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The schedule {scheduler.GetType().Name} was made for {last} {(perStep ? "steps" : "epochs")}, and the training makes {scheduler.StepCount + more}; "
                + $"make it for as many{(perStep ? ": epochs · batches / Accumulate" : ", or use Schedule.PerStep if it counts steps")}."));
        }

        internal override void AfterStep()
        {
            if (perStep) scheduler.Step();
        }

        internal override void AfterEpoch()
        {
            if (!perStep) scheduler.Step();
        }

        internal override void Save(CheckpointSection section) => section.Put(scheduler.StateDict());

        internal override void Load(CheckpointSection section) => scheduler.LoadStateDict(section.Tensors());
    }

    sealed class Watching : Schedule
    {
        readonly ReduceLROnPlateau scheduler;
        NewValues values;

        internal Watching(ReduceLROnPlateau scheduler, string metric)
            : base((scheduler ?? throw new ArgumentNullException(nameof(scheduler))).Optimizer)
        {
            ArgumentException.ThrowIfNullOrEmpty(metric);
            this.scheduler = scheduler;
            values = new NewValues(metric);
        }

        internal override string Metric => values.Name;

        internal override void Begin() => values.Seen = 0;

        internal override void Watch(TrainingHistory history)
        {
            if (values.Next(history) is { } value) scheduler.Step(value);
        }

        internal override void Save(CheckpointSection section)
        {
            section.Section("schedule").Put(scheduler.StateDict());
            section.Put("seen", values.Seen);
        }

        internal override void Load(CheckpointSection section)
        {
            scheduler.LoadStateDict(section.Section("schedule").Tensors());
            values.Seen = section.GetInteger("seen");
        }
    }
}
