namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The k largest (or smallest) values along an axis, sorted, with their indices; equal values keep their order, NaN counts as the largest.</summary>
        /// <param name="k">How many: 0 … the length of the axis.</param>
        /// <param name="axis">The axis.</param>
        /// <param name="largest">Whether the largest are wanted, largest first; else the smallest, smallest first.</param>
        /// <returns>Values and Int64 indices, with length k along the axis. The gradient goes to the indices that were taken.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ArgumentOutOfRangeException">k is negative or beyond the length of the axis.</exception>
        public IndexedValues TopK(int k, int axis = -1, bool largest = true)
        {
            Tensor line = x.Rank == 0 ? x.Reshape(1) : x;
            int along = line.Shape.Axis(axis), length = line.Shape[along];
            if (k < 0 || k > length) throw new ArgumentOutOfRangeException(nameof(k), k, $"TopK({k}) along axis {axis} of shape {x.Shape}: k must lie in 0 … {length}, the length of that axis.");
            (Tensor values, Tensor indices) = Tensor.Of(line.Backend.TopK(line.Data, k, along, largest));
            if (line.IsTracked) values.From(new PickGradient("TopK", line, along, indices));
            return x.Rank == 0 && k == 1 ? new IndexedValues(values.Reshape(), indices.Reshape()) : new IndexedValues(values, indices);
        }
    }
}
