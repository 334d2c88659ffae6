namespace Hebb.Training;

/// <summary>
/// A number, or several, that says how good a model is, gathered batch by batch in one pass: <see cref="Update"/> for each batch, <see cref="Compute"/> whenever it
/// is wanted, <see cref="Reset"/> before the next epoch. Nothing is recorded for gradients. Belongs to one thread.
/// </summary>
/// <typeparam name="TResult">What comes out; a number where it is to be logged.</typeparam>
/// <example><code>
/// var accuracy = new Accuracy();
/// foreach (var (x, labels) in loader) accuracy.Update(model.Forward(x), labels);
/// Console.WriteLine($"{accuracy.Name} {accuracy.Compute():P1}");
/// </code></example>
public abstract class Metric<TResult>
{
    /// <summary>A short name for tables and logs: "accuracy".</summary>
    public abstract string Name { get; }

    /// <summary>Takes in one batch.</summary>
    /// <param name="prediction">What the model answered.</param>
    /// <param name="target">What it should have answered.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="DTypeException">The types are not those that the metric needs.</exception>
    public void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        using var noGrad = Autograd.NoGrad();
        using MemoryScope scope = Memory.Scope();
        Add(prediction, target);
    }

    /// <summary>The result for everything since the last <see cref="Reset"/>. It may be asked for at any time and changes nothing.</summary>
    public abstract TResult Compute();

    /// <summary>Forgets everything.</summary>
    public abstract void Reset();

    /// <summary>Name and result.</summary>
    public override string ToString() => $"{Name} = {Compute()}";

    /// <summary>Takes in one batch; runs without recording, in a memory scope.</summary>
    /// <param name="prediction">What the model answered.</param>
    /// <param name="target">What it should have answered.</param>
    protected abstract void Add(Tensor prediction, Tensor target);
}
