namespace Hebb.Data;

/// <summary>Cross-validation: the samples in k parts, each held back once.</summary>
public static class Folds
{
    const int MinFolds = 2;

    extension(IDataset dataset)
    {
        /// <summary>Deals the samples out at random to k parts, whose sizes differ by at most one, and holds back each part once.</summary>
        /// <param name="folds">k: at least 2, at most the number of samples; 5 and 10 are usual.</param>
        /// <param name="generator">Where the order comes from; <see cref="Generator.Default"/> unless given.</param>
        /// <exception cref="ArgumentOutOfRangeException">k is below 2 or above the number of samples.</exception>
        public Fold[] KFold(int folds = 5, Generator? generator = null)
        {
            Check(dataset, folds);
            return Turns(dataset, folds, (generator ?? Generator.Default).Permutation(dataset.Count));
        }

        /// <summary>The same with the classes' shares kept: each class's samples in the k parts differ by at most one, and so do the parts' sizes.</summary>
        /// <param name="labels">The class of each sample: integers of shape [N].</param>
        /// <param name="folds">k: at least 2, at most the number of samples of the rarest class.</param>
        /// <param name="generator">Where the order comes from; <see cref="Generator.Default"/> unless given.</param>
        /// <exception cref="ArgumentOutOfRangeException">k is below 2 or above the number of samples.</exception>
        /// <exception cref="ArgumentException">There is one class only, or a class has fewer samples than there are parts.</exception>
        /// <exception cref="ShapeException">There is not one label for each sample.</exception>
        /// <exception cref="DTypeException">The labels are no integers.</exception>
        public Fold[] StratifiedKFold(Tensor labels, int folds = 5, Generator? generator = null)
        {
            ArgumentNullException.ThrowIfNull(labels);
            Check(dataset, folds);
            generator ??= Generator.Default;
            var order = new List<int>(dataset.Count);
            foreach ((long label, int[] samples) in SamplesByClass.ForParts(labels, dataset.Count))
            {
                if (samples.Length < folds)
                {
                    throw new ArgumentException(
                        $"Class {label} has {samples.Length} samples, fewer than the {folds} folds, so it would be missing from some of them; use at most {samples.Length} folds (if that is 2 or more), or KFold, or leave the class out.",
                        nameof(folds));
                }

                generator.Shuffle(samples.AsSpan());
                order.AddRange(samples);
            }

            return Turns(dataset, folds, [.. order]);
        }
    }

    static void Check(IDataset dataset, int folds)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (folds < MinFolds) throw new ArgumentOutOfRangeException(nameof(folds), folds, "Cross-validation needs at least 2 folds: one to validate on and one to train on.");
        if (folds > dataset.Count) throw new ArgumentOutOfRangeException(nameof(folds), folds, $"There are only {dataset.Count} samples, so some of the {folds} folds would be empty; use at most {dataset.Count}.");
    }

    // Like cards: the i-th sample goes to part i modulo k. Dealing on from class to class keeps both the classes and the parts even.
    static Fold[] Turns(IDataset dataset, int folds, int[] order)
    {
        var turns = new Fold[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            var train = new List<int>(order.Length);
            var validation = new List<int>((order.Length / folds) + 1);
            for (int i = 0; i < order.Length; i++) (i % folds == fold ? validation : train).Add(order[i]);
            turns[fold] = new Fold(fold, new Subset(dataset, [.. train]), new Subset(dataset, [.. validation]));
        }

        return turns;
    }
}
