namespace Hebb.Formats;

/// <summary>A tensor that a pickle describes, to be loaded when it is asked for.</summary>
abstract class PickledTensor
{
    /// <summary>How its values are stored.</summary>
    public abstract StoredType Type { get; }

    /// <summary>Its shape, without the axis of 2 that complex numbers add.</summary>
    public abstract Shape Shape { get; }

    /// <summary>The memory that the loaded tensor takes.</summary>
    public long LoadedLength => (long)StoredShape.Loaded(Shape, Type).Count * Type.DType.ByteSize;

    /// <summary>Reads the values.</summary>
    /// <exception cref="FormatErrorException">They break the format.</exception>
    public abstract Tensor Load();
}
