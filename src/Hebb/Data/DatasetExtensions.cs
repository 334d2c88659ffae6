namespace Hebb.Data;

/// <summary>Takes parts of data sets.</summary>
public static class DatasetExtensions
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

        /// <summary>Joins data sets, as one: this one's samples come first.</summary>
        /// <param name="others">Data sets whose samples have the same shapes and types.</param>
        public ConcatDataset Concat(params ReadOnlySpan<IDataset> others) => new([dataset, .. others]);

        /// <summary>Deals the samples out at random to parts of given shares that share none: <c>data.Split([0.7, 0.15, 0.15])</c>.</summary>
        /// <param name="shares">The parts' shares, above 0, together 1; a part ends at its rounded share of the samples counted from the beginning, so that the sizes add up.</param>
        /// <param name="generator">Where the order comes from; <see cref="Generator.Default"/> unless given.</param>
        /// <exception cref="ArgumentException">A share is not above 0, they do not add up to 1, or a part would have no sample.</exception>
        public Subset[] Split(ReadOnlySpan<double> shares, Generator? generator = null)
        {
            var counts = new int[shares.Length];
            double sum = 0;
            int end = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                if (!(shares[i] > 0)) throw new ArgumentException($"Share {i} is {shares[i]}; a part's share must be above 0, such as 0.15.", nameof(shares));
                sum += shares[i];
                int next = (int)Math.Min(Math.Round(sum * dataset.Count), dataset.Count);
                counts[i] = next - end;
                end = next;
            }

            const double rounding = 1e-9;
            if (!(Math.Abs(sum - 1) <= rounding)) throw new ArgumentException($"The shares add up to {sum} and must add up to 1; give what is left a part of its own.", nameof(shares));
            int empty = counts.IndexOf(0);
            if (empty >= 0) throw new ArgumentException($"Part {empty} would be empty: a share of {shares[empty]} of {dataset.Count} samples is less than one.", nameof(shares));
            return dataset.Split(counts.AsSpan(), generator);
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
