namespace Hebb.Training;

/// <summary>
/// What all metrics have in common, whatever comes out of them: a list of different ones can be handed to a <see cref="Trainer"/>. Derive from
/// <see cref="Metric{TResult}"/>.
/// </summary>
public abstract class Metric
{
    private protected Metric()
    {
    }

    /// <summary>A short name for tables and logs: "accuracy".</summary>
    public abstract string Name { get; }

    /// <summary>The result, if it is a number that can be logged.</summary>
    internal virtual double? Number => null;

    /// <summary>Takes in one batch.</summary>
    /// <param name="prediction">What the model answered.</param>
    /// <param name="target">What it should have answered.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="DTypeException">The types are not those that the metric needs.</exception>
    public void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        using var noGrad = Autograd.Pause();
        using MemoryScope scope = Memory.Scope();
        Add(prediction, target);
    }

    /// <summary>Forgets everything.</summary>
    public abstract void Reset();

    /// <summary>Stores what was gathered so far, so that a training can be resumed in the middle of an epoch. What is not stored begins again there.</summary>
    /// <param name="section">The metric's part of the checkpoint.</param>
    public virtual void Save(CheckpointSection section)
    {
    }

    /// <summary>Takes up what <see cref="Save"/> stored.</summary>
    /// <param name="section">The metric's part of the checkpoint.</param>
    /// <exception cref="CheckpointException">Something is missing or does not fit.</exception>
    public virtual void Load(CheckpointSection section)
    {
    }

    /// <summary>Takes in one batch; runs without recording, in a memory scope.</summary>
    /// <param name="prediction">What the model answered.</param>
    /// <param name="target">What it should have answered.</param>
    protected abstract void Add(Tensor prediction, Tensor target);
}
