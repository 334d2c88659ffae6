namespace Hebb.Data;

/// <summary>
/// Single samples by number, of any type: an image with its label, a line of text. The simplest thing to implement, and a data set like any other: batches stack tensors, numbers
/// and arrays of numbers, alone or in tuples (see <see cref="Collate.Stack{T}"/>). <c>Collated</c> puts samples together in another way; with other types of samples it is needed.
/// With workers it is read from several threads at once.
/// </summary>
/// <typeparam name="T">What a sample is: <c>Tensor</c>, <c>(Tensor, Tensor)</c>, <c>(float[], int)</c>, or anything else.</typeparam>
/// <example><code>
/// sealed class Squares : IDataset&lt;(Tensor, long)&gt;
/// {
///     public int Count => 100;
///     public (Tensor, long) this[int index] => (Tensor.From([(float)index]), index % 2);
/// }
/// var loader = new DataLoader(new Squares(), batchSize: 10, shuffle: true);
/// </code></example>
public interface IDataset<out T> : IDataset
{
    /// <summary>A sample.</summary>
    /// <param name="index">0 … Count − 1.</param>
    T this[int index] { get; }

    /// <inheritdoc/>
    Batch IDataset.Take(ReadOnlySpan<int> indices) => Collate.Stack(SingleSamples.Taken(this, indices));
}
