namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The index of the smallest value in row-major order, the first of equal ones. It carries no gradient.</summary>
        /// <returns>An Int64 scalar.</returns>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Tensor ArgMin() => x.Detached().Reshape(-1).Min(0).Indices;

        /// <summary>The indices of the smallest values along an axis, the first of equal ones. They carry no gradient.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <returns>Int64 indices along the axis.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">The axis has length 0.</exception>
        public Tensor ArgMin(int axis, bool keepDims = false) => x.Detached().Min(axis, keepDims).Indices;
    }
}
