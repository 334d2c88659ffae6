namespace Hebb.Data;

/// <summary>Which samples have which label.</summary>
static class SamplesByClass
{
    /// <summary>The samples' numbers, ascending, by label, ascending.</summary>
    public static SortedDictionary<long, int[]> Of(Tensor labels)
    {
        if (labels.Rank != 1) throw new ShapeException($"The labels must be one number for each sample, of shape [N]; got the shape {labels.Shape}.", "ArgMax(1) turns one-hot rows into labels.");
        if (labels.DType is not (DType.Int64 or DType.Int32 or DType.UInt8)) throw new DTypeException($"The labels must be integers; got {labels.DType}.", "labels.To(DType.Int64), if they are whole numbers.");
        if (labels.Count == 0) throw new ArgumentException("There are no labels: the data set is empty.", nameof(labels));
        long[] values = labels.ToArray<long>();
        var lists = new SortedDictionary<long, List<int>>();
        for (int i = 0; i < values.Length; i++)
        {
            if (!lists.TryGetValue(values[i], out List<int>? list)) lists[values[i]] = list = [];
            list.Add(i);
        }

        var classes = new SortedDictionary<long, int[]>();
        foreach ((long label, List<int> list) in lists) classes[label] = [.. list];
        return classes;
    }

    /// <summary>The same for a split that keeps the classes' shares: as many labels as samples, at least two classes.</summary>
    public static SortedDictionary<long, int[]> ForParts(Tensor labels, int samples)
    {
        SortedDictionary<long, int[]> classes = Of(labels);
        if (labels.Count != samples) throw new ShapeException($"There are {labels.Count} labels for {samples} samples.", "Are they the labels of another part of the data?");
        if (classes.Count == 1)
        {
            throw new ArgumentException($"All {samples} labels are {classes.First().Key}: with one class there are no shares to keep. Are these the right labels? Otherwise use Split or KFold.", nameof(labels));
        }

        return classes;
    }
}
