namespace Hebb.Data;

/// <summary>
/// Single samples by number, of any type: a line of text, a picture with its label. The simplest thing to implement; <c>Collated</c> makes batches of them for a
/// <see cref="DataLoader"/>. With workers it is read from several threads at once.
/// </summary>
/// <typeparam name="T">What a sample is.</typeparam>
public interface IDataset<out T>
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>A sample.</summary>
    /// <param name="index">0 … Count − 1.</param>
    T this[int index] { get; }
}
