namespace Hebb.Formats;

/// <summary>One tensor of a file, as its header describes it.</summary>
/// <param name="Name">Its name; containers inside a file join names with dots, as in "optimizer.state.0.step".</param>
/// <param name="StoredType">How the file stores its values.</param>
/// <param name="Shape">Its shape; for complex numbers with the last axis of 2 that the loaded tensor has.</param>
public sealed record TensorEntry(string Name, StoredType StoredType, Shape Shape)
{
    /// <summary>The type of the tensor that loading gives.</summary>
    public DType DType => StoredType.DType;

    /// <summary>The bytes that its values take as they are stored, uncompressed.</summary>
    public long ByteCount => (long)Shape.Count * (StoredType.IsComplex ? StoredType.PartSize : StoredType.ByteSize);
}
