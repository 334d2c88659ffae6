namespace Hebb.Data;

/// <summary>Some samples together: one tensor for each tensor of the data set, the first axis counting the samples.</summary>
/// <param name="tensors">The tensors, at least one.</param>
public sealed class Batch(params Tensor[] tensors)
{
    /// <summary>The tensors in the order of the data set.</summary>
    public IReadOnlyList<Tensor> Tensors => tensors;

    /// <summary>The number of samples.</summary>
    public int Count => tensors[0].Shape[0];

    /// <summary>The first tensor: what a model gets.</summary>
    public Tensor Input => tensors[0];

    /// <summary>The second tensor: what a model should answer.</summary>
    /// <exception cref="InvalidOperationException">The data set has only one tensor.</exception>
    public Tensor Target => tensors.Length > 1
        ? tensors[1]
        : throw new InvalidOperationException("This batch has inputs only; give the data set a second tensor for its targets: new TensorDataset(inputs, targets).");

    /// <summary>One of the tensors.</summary>
    /// <param name="index">Its place in the data set.</param>
    /// <exception cref="ArgumentOutOfRangeException">The data set has fewer tensors.</exception>
    public Tensor this[int index] => (uint)index < (uint)tensors.Length
        ? tensors[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"This batch has {tensors.Length} tensors.");

    /// <summary>Takes input and target apart: <c>foreach (var (x, y) in loader)</c>.</summary>
    /// <param name="input">The first tensor.</param>
    /// <param name="target">The second tensor.</param>
    public void Deconstruct(out Tensor input, out Tensor target) => (input, target) = (Input, Target);
}
