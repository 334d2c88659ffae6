namespace Hebb.Training;

/// <summary>
/// A number, or several, that says how good a model is, gathered batch by batch in one pass: <see cref="Metric.Update"/> for each batch, <see cref="Compute"/> whenever it
/// is wanted, <see cref="Metric.Reset"/> before the next epoch. Nothing is recorded for gradients. Belongs to one thread.
/// </summary>
/// <typeparam name="TResult">What comes out; a number where it is to be logged.</typeparam>
/// <example><code>
/// var accuracy = new Accuracy();
/// foreach (var (x, labels) in loader) accuracy.Update(model.Forward(x), labels);
/// Console.WriteLine($"{accuracy.Name} {accuracy.Compute():P1}");
/// </code></example>
public abstract class Metric<TResult> : Metric
{
    /// <summary>The result for everything since the last <see cref="Metric.Reset"/>. It may be asked for at any time and changes nothing.</summary>
    public abstract TResult Compute();

    /// <summary>Name and result.</summary>
    public override string ToString() => $"{Name} = {Compute()}";

    internal sealed override double? Number => Compute() is double number ? number : null;
}
