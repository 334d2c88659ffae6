namespace Hebb.Data;

/// <summary>Splits that keep each class's share.</summary>
public static class StratifiedSplits
{
    extension(IDataset dataset)
    {
        /// <summary>
        /// Deals the samples of every class out at random to two parts, so that both have the classes in the same shares. Each class's number of samples in the first part is rounded to
        /// the nearest, but is at least 1 and at most all but one; the parts' sizes follow from that.
        /// </summary>
        /// <param name="labels">The class of each sample: integers of shape [N].</param>
        /// <param name="fraction">The first part's share, above 0 and below 1.</param>
        /// <param name="generator">Where the order comes from; <see cref="Generator.Default"/> unless given.</param>
        /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
        /// <exception cref="ArgumentException">There is one class only, or a class has one sample only.</exception>
        /// <exception cref="ShapeException">There is not one label for each sample.</exception>
        /// <exception cref="DTypeException">The labels are no integers.</exception>
        public (Subset First, Subset Second) StratifiedSplit(Tensor labels, double fraction, Generator? generator = null)
        {
            ArgumentNullException.ThrowIfNull(labels);
            if (!(fraction > 0 && fraction < 1)) throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The first part's share must lie between 0 and 1, such as 0.8.");
            generator ??= Generator.Default;
            List<int> first = [], second = [];
            foreach ((long label, int[] samples) in SamplesByClass.ForParts(labels, dataset.Count))
            {
                if (samples.Length < 2)
                {
                    throw new ArgumentException($"Class {label} has one sample only, which cannot be in both parts; leave the class out, find another sample of it, or use Split.", nameof(labels));
                }

                generator.Shuffle(samples.AsSpan());
                int cut = Math.Clamp((int)Math.Round(fraction * samples.Length), 1, samples.Length - 1);
                first.AddRange(samples.AsSpan(0, cut));
                second.AddRange(samples.AsSpan(cut));
            }

            // Class by class would be a bad order for those who go through it without shuffling.
            int[] one = [.. first], two = [.. second];
            generator.Shuffle(one.AsSpan());
            generator.Shuffle(two.AsSpan());
            return (new Subset(dataset, one), new Subset(dataset, two));
        }
    }
}
