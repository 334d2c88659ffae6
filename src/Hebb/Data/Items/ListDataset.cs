namespace Hebb.Data;

/// <summary>Single samples that lie in a list or array; it is not copied.</summary>
/// <typeparam name="T">What a sample is.</typeparam>
/// <param name="samples">The samples.</param>
public sealed class ListDataset<T>(IReadOnlyList<T> samples) : IDataset<T>
{
    /// <inheritdoc/>
    public int Count => samples.Count;

    /// <summary>A sample.</summary>
    /// <param name="index">0 … Count − 1.</param>
    /// <exception cref="IndexException">There is no such sample.</exception>
    public T this[int index] => (uint)index < (uint)samples.Count ? samples[index] : throw new IndexException($"Sample {index} does not exist: the list has {samples.Count}, counted from 0.");
}
