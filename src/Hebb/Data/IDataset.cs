namespace Hebb.Data;

/// <summary>Samples by number: what a <see cref="DataLoader"/> goes through. Implement it for samples that are read when they are wanted.</summary>
public interface IDataset
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>Some samples, in the order asked for, as one batch.</summary>
    /// <param name="indices">0 … Count − 1 each; repeats are allowed.</param>
    /// <exception cref="IndexException">There is no such sample.</exception>
    Batch Take(ReadOnlySpan<int> indices);
}
