namespace Hebb.Data;

/// <summary>Samples that lie in tensors: sample i is row i of each of them (usually inputs and targets). Reading is safe from several threads at once.</summary>
public sealed class TensorDataset : IDataset
{
    readonly Tensor[] tensors;

    /// <summary>Makes a data set of tensors with the same first axis; their values are not copied.</summary>
    /// <param name="tensors">At least one; the first axis counts the samples.</param>
    /// <exception cref="ArgumentException">There is no tensor.</exception>
    /// <exception cref="ShapeException">A tensor has no axis, or their first axes differ.</exception>
    public TensorDataset(params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.IsEmpty) throw new ArgumentException("A data set needs at least one tensor: new TensorDataset(inputs, targets).", nameof(tensors));
        this.tensors = new Tensor[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].Rank == 0) throw new ShapeException($"Tensor {i} of a data set is a scalar; the first axis must count the samples.", "Unsqueeze(0) makes it one sample.");
            if (tensors[i].Shape[0] != tensors[0].Shape[0])
            {
                throw new ShapeException(
                    $"The tensors of a data set must have as many rows each: tensor 0 has {tensors[0].Shape[0]} (shape {tensors[0].Shape}), tensor {i} has {tensors[i].Shape[0]} (shape {tensors[i].Shape}).",
                    "Was one of them cut or transposed?");
            }

            this.tensors[i] = tensors[i].Detach().Keep();
        }
    }

    /// <summary>The number of samples.</summary>
    public int Count => tensors[0].Shape[0];

    /// <summary>The tensors.</summary>
    public IReadOnlyList<Tensor> Tensors => tensors;

    /// <summary>Some samples, in the order asked for, as a batch of new tensors.</summary>
    /// <param name="indices">0 … Count − 1 each; repeats are allowed.</param>
    /// <exception cref="IndexException">There is no such sample.</exception>
    public Batch Take(ReadOnlySpan<int> indices)
    {
        var rows = new long[indices.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)indices[i] >= (uint)Count) throw new IndexException($"Sample {indices[i]} does not exist: the data set has {Count}, counted from 0.");
            rows[i] = indices[i];
        }

        using var noGrad = Autograd.Pause();
        Tensor index = Tensor.Wrap(rows);
        var parts = new Tensor[tensors.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = new Tensor(tensors[i].Backend.IndexSelect(tensors[i].Data, 0, index.Data));
        return new Batch(parts);
    }
}
