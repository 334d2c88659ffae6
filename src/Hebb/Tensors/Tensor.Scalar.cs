namespace Hebb;

/// <content>Tensors without axes. A whole number or a truth value keeps its type, as in <see cref="From{T}(T[], Shape?)"/>; a number with a fraction is Float32, as in the other creation functions, unless a type is named.</content>
public sealed partial class Tensor
{
    /// <summary>A scalar: a tensor without axes.</summary>
    /// <param name="value">Its value, converted to <paramref name="dtype"/>.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Scalar(double value, DType dtype = DType.Float32) => Full(Shape.Scalar, value, dtype);

    /// <summary>A scalar of a whole number.</summary>
    /// <param name="value">Its value; exact in Int64, else converted to <paramref name="dtype"/>.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Scalar(long value, DType dtype = DType.Int64) => dtype == DType.Int64 ? From([value], Shape.Scalar) : Full(Shape.Scalar, value, dtype);

    /// <summary>A scalar of a whole number.</summary>
    /// <param name="value">Its value, converted to <paramref name="dtype"/>.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Scalar(int value, DType dtype = DType.Int32) => Full(Shape.Scalar, value, dtype);

    /// <summary>A scalar of a byte.</summary>
    /// <param name="value">Its value, converted to <paramref name="dtype"/>.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Scalar(byte value, DType dtype = DType.UInt8) => Full(Shape.Scalar, value, dtype);

    /// <summary>A scalar of a truth value.</summary>
    /// <param name="value">Its value, converted to <paramref name="dtype"/>.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Scalar(bool value, DType dtype = DType.Bool) => Full(Shape.Scalar, value ? 1 : 0, dtype);

    /// <summary>A scalar in half precision.</summary>
    /// <param name="value">Its value, converted to <paramref name="dtype"/>.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Scalar(Half value, DType dtype = DType.Float16) => Full(Shape.Scalar, (double)value, dtype);
}
