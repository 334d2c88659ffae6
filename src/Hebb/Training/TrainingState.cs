using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Training;

/// <summary>Where a training stands: what callbacks see. Belongs to the thread that trains.</summary>
public sealed class TrainingState
{
    internal TrainingState(Trainer trainer) => Trainer = trainer;

    /// <summary>The trainer with its settings.</summary>
    public Trainer Trainer { get; }

    /// <summary>What is trained.</summary>
    public Module Model => Trainer.Model;

    /// <summary>What trains it.</summary>
    public Optimizer Optimizer => Trainer.Optimizer;

    /// <summary>The number of the present epoch, counted from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>How many batches of the present epoch are done.</summary>
    public int Batch { get; internal set; }

    /// <summary>How many batches an epoch has; null if it is not known yet.</summary>
    public int? BatchCount { get; internal set; }

    /// <summary>How many steps the optimizer has made.</summary>
    public long Step { get; internal set; }

    /// <summary>How many steps the whole training makes; null if it is not known.</summary>
    public long? StepCount { get; internal set; }

    /// <summary>How many samples were trained on.</summary>
    public long SampleCount { get; internal set; }

    /// <summary>The mean loss of the latest step.</summary>
    public double Loss { get; internal set; } = double.NaN;

    /// <summary>The norm of all gradients before clipping, in the latest step; NaN unless the trainer clips by it.</summary>
    public double GradientNorm { get; internal set; } = double.NaN;

    /// <summary>The first group's learning rate.</summary>
    public double LearningRate => Optimizer.LearningRate;

    /// <summary>How long the training has taken, time before a resume included.</summary>
    public TimeSpan Elapsed => before + (started == 0 ? TimeSpan.Zero : System.Diagnostics.Stopwatch.GetElapsedTime(started));

    /// <summary>All numbers so far.</summary>
    public TrainingHistory History { get; } = new();

    /// <summary>Whether somebody has asked to stop.</summary>
    public bool IsStopping => StopText is not null;

    /// <summary>Epochs done, with the fraction of the present one if its length is known.</summary>
    public double EpochProgress => Epoch + (BatchCount is { } count and > 0 ? (double)Batch / count : 0);

    internal string? StopText { get; private set; }

    TimeSpan before;
    long started;

    /// <summary>Asks the trainer to stop after the present step and its validation.</summary>
    /// <param name="reason">Why, as a sentence for people.</param>
    public void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        StopText ??= reason;
    }

    /// <summary>Records a number of one's own, as of the present step, among those of epochs and validations.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    public void Record(string name, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        History.AddEpoch(name, Step, EpochProgress, value);
    }

    internal void StartClock(TimeSpan already)
    {
        before = already;
        started = System.Diagnostics.Stopwatch.GetTimestamp();
    }
}
