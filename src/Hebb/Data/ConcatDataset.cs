namespace Hebb.Data;

/// <summary>Data sets one after another, as one; nothing is copied. Reading is as safe from several threads as the parts'.</summary>
public sealed class ConcatDataset : IDataset
{
    readonly IDataset[] parts;
    readonly int[] ends;

    /// <summary>Joins data sets.</summary>
    /// <param name="parts">At least one; their samples must have the same shapes and types. Empty ones are allowed.</param>
    /// <exception cref="ArgumentException">There is no data set, or they have more than 2³¹ − 1 samples together.</exception>
    public ConcatDataset(params ReadOnlySpan<IDataset> parts)
    {
        if (parts.IsEmpty) throw new ArgumentException("There is no data set to join: new ConcatDataset(first, second).", nameof(parts));
        this.parts = parts.ToArray();
        ends = new int[parts.Length];
        long end = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(parts[i], nameof(parts));
            end += parts[i].Count;
            ends[i] = end <= int.MaxValue ? (int)end : throw new ArgumentException("The joined data sets have more than 2^31 - 1 samples together.", nameof(parts));
        }
    }

    /// <summary>The number of samples of all parts.</summary>
    public int Count => ends[^1];

    /// <summary>The data sets.</summary>
    public IReadOnlyList<IDataset> Datasets => parts;

    /// <summary>Some samples, in the order asked for, as one batch.</summary>
    /// <param name="indices">0 … Count − 1 each, counted through all parts; repeats are allowed.</param>
    /// <exception cref="IndexException">There is no such sample.</exception>
    /// <exception cref="ShapeException">The parts' samples differ in their number of tensors, or in shape.</exception>
    /// <exception cref="DTypeException">The parts' samples differ in type.</exception>
    public Batch Take(ReadOnlySpan<int> indices)
    {
        var wanted = new List<int>?[parts.Length];
        var positions = new List<int>?[parts.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            int index = indices[i];
            if ((uint)index >= (uint)Count) throw new IndexException($"Sample {index} does not exist: the {parts.Length} data sets have {Count} together, counted from 0.");
            int part = PartOf(index);
            (wanted[part] ??= []).Add(index - (part == 0 ? 0 : ends[part - 1]));
            (positions[part] ??= []).Add(i);
        }

        var batches = new List<Batch>();
        var home = new long[indices.Length];
        int next = 0;
        for (int part = 0; part < parts.Length; part++)
        {
            if (wanted[part] is not { } list) continue;
            batches.Add(parts[part].Take([.. list]));
            Check(batches[0], batches[^1], part);
            foreach (int position in positions[part]!) home[position] = next++;
        }

        if (batches.Count == 0) return parts[0].Take(indices);
        return batches.Count == 1 ? batches[0] : Join(batches, home);
    }

    static Batch Join(List<Batch> batches, long[] home)
    {
        using var noGrad = Autograd.Pause();
        Tensor order = Tensor.Wrap(home);
        var tensors = new Tensor[batches[0].Tensors.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            var pieces = new Tensor[batches.Count];
            for (int k = 0; k < pieces.Length; k++) pieces[k] = batches[k][i];
            tensors[i] = Tensor.Cat(pieces).IndexSelect(0, order);
        }

        return new Batch(tensors);
    }

    // The first end above the index; empty parts end where the one before them does.
    int PartOf(int index)
    {
        int part = 0;
        while (ends[part] <= index) part++;
        return part;
    }

    static void Check(Batch first, Batch other, int part)
    {
        if (first.Tensors.Count != other.Tensors.Count)
        {
            throw new ShapeException($"The joined data sets differ: a sample of one has {first.Tensors.Count} tensors, of part {part} {other.Tensors.Count}.", "Give both targets, or neither.");
        }

        for (int i = 0; i < first.Tensors.Count; i++)
        {
            Tensor a = first[i], b = other[i];
            if (a.DType != b.DType) throw new DTypeException($"The joined data sets differ: tensor {i} is {a.DType} in one and {b.DType} in part {part}.", "Convert one of them with To.");
            if (!((ReadOnlySpan<int>)a.Shape)[1..].SequenceEqual(((ReadOnlySpan<int>)b.Shape)[1..]))
            {
                throw new ShapeException($"The joined data sets differ: tensor {i} is {a.Shape} in a batch of one and {b.Shape} of part {part}; all axes but the first must agree.", "Bring the images to one size first.");
            }
        }
    }
}
