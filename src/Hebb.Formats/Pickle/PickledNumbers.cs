namespace Hebb.Formats;

/// <summary>A pickled list of whole numbers, such as the labels of a data set.</summary>
/// <param name="numbers">The numbers, each a long.</param>
sealed class PickledNumbers(List<object?> numbers) : PickledTensor
{
    /// <inheritdoc/>
    public override StoredType Type => StoredType.Int64;

    /// <inheritdoc/>
    public override Shape Shape => numbers.Count;

    /// <inheritdoc/>
    public override Tensor Load() => Tensor.From(numbers.ConvertAll(number => (long)number!).ToArray()).Keep();
}

/// <summary>Pickled bytes that are no text.</summary>
/// <param name="bytes">The bytes.</param>
sealed class PickledBytes(byte[] bytes) : PickledTensor
{
    /// <inheritdoc/>
    public override StoredType Type => StoredType.UInt8;

    /// <inheritdoc/>
    public override Shape Shape => bytes.Length;

    /// <inheritdoc/>
    public override Tensor Load() => Tensor.From(bytes).Keep();
}
