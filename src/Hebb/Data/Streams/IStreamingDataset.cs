namespace Hebb.Data;

/// <summary>Samples that come one after another and have no numbers: lines of a file too large for memory, what a camera sees. A <see cref="StreamLoader{T}"/> makes batches of them.</summary>
/// <typeparam name="T">What a sample is.</typeparam>
public interface IStreamingDataset<out T>
{
    /// <summary>One epoch, from the beginning. It is read by one thread at a time, though not always the same one, and disposed of at the end or when the epoch is left.</summary>
    IEnumerable<T> Read();
}
