namespace Hebb.Data;

/// <summary>What can be done with data sets of single samples.</summary>
public static class SingleSamples
{
    extension<T>(IDataset<T> dataset)
    {
        /// <summary>Changes every sample when it is asked for: reads the file that the sample names, turns text into numbers.</summary>
        /// <typeparam name="TResult">What a sample becomes.</typeparam>
        /// <param name="change">The change; with workers it runs on several threads at once, and it should give the same for the same sample. Randomness belongs into <see cref="DataLoader.Transform"/>.</param>
        public IDataset<TResult> Map<TResult>(Func<T, TResult> change)
        {
            ArgumentNullException.ThrowIfNull(change);
            return new Mapped<T, TResult>(dataset, change);
        }

        /// <summary>A data set for a <see cref="DataLoader"/>, which turns single samples into batches in a way of one's own: <c>lines.Collated(Collate.Pad)</c>. (Stacking needs no word: it is what batches do by themselves.)</summary>
        /// <param name="collate">Puts samples together; see <see cref="Collate"/>.</param>
        public IDataset Collated(Func<IReadOnlyList<T>, Batch> collate)
        {
            ArgumentNullException.ThrowIfNull(collate);
            return new CollatedDataset<T>(dataset, collate);
        }
    }

    /// <summary>Some samples, in the order asked for.</summary>
    internal static T[] Taken<T>(IDataset<T> dataset, ReadOnlySpan<int> indices)
    {
        var samples = new T[indices.Length];
        int count = dataset.Count;
        for (int i = 0; i < samples.Length; i++)
        {
            if ((uint)indices[i] >= (uint)count) throw new IndexException($"Sample {indices[i]} does not exist: the data set has {count}, counted from 0.");
            samples[i] = dataset[indices[i]];
        }

        return samples;
    }

    sealed class Mapped<T, TResult>(IDataset<T> dataset, Func<T, TResult> change) : IDataset<TResult>
    {
        public int Count => dataset.Count;

        public TResult this[int index] => change(dataset[index]);
    }

    sealed class CollatedDataset<T>(IDataset<T> dataset, Func<IReadOnlyList<T>, Batch> collate) : IDataset
    {
        public int Count => dataset.Count;

        public Batch Take(ReadOnlySpan<int> indices) => collate(Taken(dataset, indices));
    }
}
