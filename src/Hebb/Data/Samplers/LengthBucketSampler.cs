namespace Hebb.Data;

/// <summary>
/// Batches of samples of similar length, so that little is padded. The samples are mixed, cut into pools, sorted by length inside each pool, and cut into batches, which come in random order:
/// a pool of one batch is plain shuffling, a pool of everything sorts the whole data set. Every sample comes once in an epoch.
/// </summary>
public sealed class LengthBucketSampler : BatchSampler
{
    readonly int[] lengths;
    readonly int poolBatches;
    readonly bool dropLast;

    /// <summary>Makes a sampler.</summary>
    /// <param name="lengths">The length of each sample of the data set.</param>
    /// <param name="batchSize">How many samples a batch has, at least 1.</param>
    /// <param name="poolBatches">How many batches are sorted together, at least 1; more means less padding and less mixing.</param>
    /// <param name="dropLast">Whether an incomplete batch is left out.</param>
    /// <exception cref="ArgumentException">There is no length, one is negative, or dropping the last batch would leave none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public LengthBucketSampler(ReadOnlySpan<int> lengths, int batchSize, int poolBatches = 50, bool dropLast = false)
    {
        if (lengths.IsEmpty) throw new ArgumentException("A sampler by length needs the length of each sample; none was given. Is the data set empty?", nameof(lengths));
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch holds at least one sample; sizes of 16 to 256 are usual.");
        if (poolBatches < 1) throw new ArgumentOutOfRangeException(nameof(poolBatches), poolBatches, "At least one batch is sorted at a time; 50 is usual.");
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 0) throw new ArgumentException($"The length of sample {i} is {lengths[i]}; lengths count steps and cannot be negative.", nameof(lengths));
        }

        if (dropLast && lengths.Length < batchSize)
        {
            throw new ArgumentException($"With dropLast, {lengths.Length} samples do not make one batch of {batchSize}; use a batch size of at most {lengths.Length}, or keep the last batch.", nameof(batchSize));
        }

        this.lengths = lengths.ToArray();
        this.poolBatches = poolBatches;
        this.dropLast = dropLast;
        BatchSize = batchSize;
    }

    /// <inheritdoc/>
    public override int BatchSize { get; }

    /// <inheritdoc/>
    public override int Count => dropLast ? lengths.Length / BatchSize : (int)(((long)lengths.Length + BatchSize - 1) / BatchSize);

    /// <inheritdoc/>
    public override int[][] Draw(Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        int[] order = generator.Permutation(lengths.Length);
        var rank = new int[order.Length];
        for (int i = 0; i < rank.Length; i++) rank[order[i]] = i;
        long pool = (long)BatchSize * poolBatches;
        for (long start = 0; start < order.Length; start += pool)
        {
            // Samples of one length stay in the random order.
            order.AsSpan((int)start, (int)Math.Min(pool, order.Length - start))
                .Sort((a, b) => lengths[a].CompareTo(lengths[b]) is var c and not 0 ? c : rank[a].CompareTo(rank[b]));
        }

        var batches = new int[Count][];
        for (int i = 0; i < batches.Length; i++)
        {
            int start = i * BatchSize;
            batches[i] = order[start..Math.Min(start + BatchSize, order.Length)];
        }

        generator.Shuffle(batches.AsSpan());
        return batches;
    }
}
