namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The smallest of all elements; NaN where one is NaN. Equal smallest values share the gradient evenly, as PyTorch does for the whole tensor.</summary>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Tensor Min() => x.Amin();

        /// <summary>The smallest values along an axis and their indices. The gradient goes to the index that was taken: the first of equal ones.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <returns>Values, and Int64 indices along the axis.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">The axis has length 0.</exception>
        public IndexedValues Min(int axis, bool keepDims = false) => Extreme("Min", x, axis, largest: false, keepDims);
    }
}
