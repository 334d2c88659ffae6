namespace Hebb.Data;

/// <summary>Which samples the batches of an epoch have.</summary>
sealed class BatchPlan
{
    readonly int[] order;
    readonly int[]? ends; // of batches of different sizes
    readonly int[]? turns; // which time in this epoch a sample comes; null if none comes twice
    readonly int batchSize;

    /// <summary>Batches of one size, the last one perhaps smaller.</summary>
    public BatchPlan(int[] order, int batchSize, int count, int samples, bool mayRepeat)
    {
        (this.order, this.batchSize, Count) = (order, batchSize, count);
        if (mayRepeat) turns = Turns(order, samples);
    }

    /// <summary>Batches as drawn by a sampler.</summary>
    public BatchPlan(int[][] batches, int samples)
    {
        Count = batches.Length;
        ends = new int[batches.Length];
        int end = 0;
        for (int i = 0; i < batches.Length; i++)
        {
            if (batches[i].Length == 0) throw new InvalidOperationException($"The sampler gave an empty batch {i}; a batch holds at least one sample.");
            ends[i] = end += batches[i].Length;
        }

        order = new int[end];
        for (int i = 0; i < batches.Length; i++) batches[i].CopyTo(order, ends[i] - batches[i].Length);
        turns = Turns(order, samples);
    }

    public int Count { get; }

    public ReadOnlySpan<int> Samples(int number) => Part(order, number);

    /// <summary>Which time each of the batch's samples comes in this epoch, from 0; empty if none comes twice.</summary>
    public ReadOnlySpan<int> TurnsOf(int number) => turns is null ? default : Part(turns, number);

    ReadOnlySpan<int> Part(int[] of, int number)
    {
        if (ends is not null) return of.AsSpan((number == 0 ? 0 : ends[number - 1])..ends[number]);
        int start = number * batchSize;
        return of.AsSpan(start, Math.Min(batchSize, of.Length - start));
    }

    static int[]? Turns(int[] order, int samples)
    {
        var seen = new int[samples];
        var times = new int[order.Length];
        bool repeats = false;
        for (int i = 0; i < order.Length; i++)
        {
            int sample = order[i];
            if ((uint)sample >= (uint)samples)
            {
                throw new IndexException($"The sampler chose sample {sample}, but the data set has {samples}, counted from 0.", "Was the sampler made for another data set?");
            }

            times[i] = seen[sample]++;
            repeats |= times[i] > 0;
        }

        return repeats ? times : null;
    }
}
