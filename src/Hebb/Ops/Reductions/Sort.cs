namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The values along an axis in order, with the indices they came from; equal values keep their order, NaN counts as the largest.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="descending">Whether the largest come first.</param>
        /// <returns>Values and Int64 indices of the shape of x. The gradient goes back to where each value came from.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public IndexedValues Sort(int axis = -1, bool descending = false) => x.TopK(x.Rank == 0 ? 1 : x.Shape[axis], axis, descending);

        /// <summary>The indices along an axis in the order of their values: Sort(axis, descending).Indices, without a gradient.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="descending">Whether the largest come first.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor ArgSort(int axis = -1, bool descending = false) => x.Detached().Sort(axis, descending).Indices;
    }
}
