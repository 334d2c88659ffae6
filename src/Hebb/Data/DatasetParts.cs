namespace Hebb.Data;

/// <summary>Takes parts of data sets.</summary>
public static class DatasetParts
{
    extension(IDataset dataset)
    {
        /// <summary>Some of the samples, in the order given; nothing is copied.</summary>
        /// <param name="indices">0 … Count − 1 each; repeats are allowed.</param>
        /// <exception cref="IndexException">There is no such sample.</exception>
        public Subset Subset(params ReadOnlySpan<int> indices) => new(dataset, indices);

        /// <summary>
        /// Deals the samples out at random to parts that share none: <c>(Subset train, Subset test) = data.Split(0.8, new Generator(0))</c> takes apart the first 80 % and the rest.
        /// </summary>
        /// <param name="fraction">The first part's share, above 0 and below 1; its number of samples is rounded to the nearest, at least 1 and at most all but one.</param>
        /// <param name="generator">Where the order comes from; <see cref="Generator.Default"/> unless given.</param>
        /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
        /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
        public (Subset First, Subset Second) Split(double fraction, Generator? generator = null)
        {
            if (!(fraction > 0 && fraction < 1)) throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The first part's share must lie between 0 and 1, such as 0.8; for numbers of samples use Split([800, 200]).");
            if (dataset.Count < 2) throw new ArgumentException($"A data set of {dataset.Count} samples has no two parts.", nameof(dataset));
            int first = Math.Clamp((int)Math.Round(fraction * dataset.Count), 1, dataset.Count - 1);
            Subset[] parts = dataset.Split([first, dataset.Count - first], generator);
            return (parts[0], parts[1]);
        }

        /// <summary>Deals the samples out at random to parts of given sizes that share none.</summary>
        /// <param name="counts">The parts' numbers of samples; together the data set's.</param>
        /// <param name="generator">Where the order comes from; <see cref="Generator.Default"/> unless given.</param>
        /// <exception cref="ArgumentException">A number is negative, or they do not add up to the data set's.</exception>
        public Subset[] Split(ReadOnlySpan<int> counts, Generator? generator = null)
        {
            long sum = 0;
            foreach (int count in counts)
            {
                if (count < 0) throw new ArgumentException($"A part cannot have {count} samples.", nameof(counts));
                sum += count;
            }

            if (sum != dataset.Count) throw new ArgumentException($"The parts have {sum} samples together, the data set has {dataset.Count}; give what is left a part of its own.", nameof(counts));
            int[] order = (generator ?? Generator.Default).Permutation(dataset.Count);
            var parts = new Subset[counts.Length];
            int start = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = new Subset(dataset, order.AsSpan(start, counts[i]));
                start += counts[i];
            }

            return parts;
        }
    }
}
