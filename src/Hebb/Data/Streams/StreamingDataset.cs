namespace Hebb.Data;

/// <summary>A stream of samples from a method that is called for each epoch: <c>new StreamingDataset&lt;string&gt;(() => File.ReadLines("large.csv"))</c>.</summary>
/// <typeparam name="T">What a sample is.</typeparam>
/// <param name="read">Begins an epoch; the iterator should open what it reads, and close it in a <c>finally</c> or <c>using</c>.</param>
public sealed class StreamingDataset<T>(Func<IEnumerable<T>> read) : IStreamingDataset<T>
{
    /// <inheritdoc/>
    public IEnumerable<T> Read() => read();
}
