namespace Hebb.Data;

/// <summary>Some samples of a data set under new numbers; nothing is copied. Reading is as safe from several threads as the whole data set.</summary>
public sealed class Subset : IDataset
{
    readonly int[] indices;

    /// <summary>Chooses samples.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="indices">Which of its samples, in the order that they have here; repeats are allowed.</param>
    /// <exception cref="IndexException">There is no such sample.</exception>
    public Subset(IDataset dataset, params ReadOnlySpan<int> indices)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)dataset.Count) throw new IndexException($"Sample {index} cannot be part of a subset: the data set has {dataset.Count}, counted from 0.");
        }

        Dataset = dataset;
        this.indices = indices.ToArray();
    }

    /// <summary>The data set that the samples come from.</summary>
    public IDataset Dataset { get; }

    /// <summary>The samples' numbers there.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <summary>The number of samples.</summary>
    public int Count => indices.Length;

    /// <summary>Some samples, in the order asked for, as one batch.</summary>
    /// <param name="indices">0 … Count − 1 each; repeats are allowed.</param>
    /// <exception cref="IndexException">There is no such sample.</exception>
    public Batch Take(ReadOnlySpan<int> indices)
    {
        var chosen = new int[indices.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            if ((uint)indices[i] >= (uint)Count) throw new IndexException($"Sample {indices[i]} does not exist: the subset has {Count}, counted from 0.");
            chosen[i] = this.indices[indices[i]];
        }

        return Dataset.Take(chosen);
    }
}
