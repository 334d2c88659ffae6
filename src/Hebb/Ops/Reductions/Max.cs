namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The largest of all elements; NaN where one is NaN. Equal largest values share the gradient evenly, as PyTorch does for the whole tensor.</summary>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Tensor Max() => x.Amax();

        /// <summary>The largest values along an axis and their indices. The gradient goes to the index that was taken: the first of equal ones.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <returns>Values, and Int64 indices along the axis.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">The axis has length 0.</exception>
        public IndexedValues Max(int axis, bool keepDims = false) => Extreme("Max", x, axis, largest: true, keepDims);
    }

    static IndexedValues Extreme(string name, Tensor x, int axis, bool largest, bool keepDims)
    {
        Tensor line = x.Rank == 0 ? x.Reshape(1) : x;
        int along = line.Shape.Axis(axis);
        CheckNotEmpty(name, line, [along]);
        (Tensor values, Tensor indices) = Tensor.Of(line.Backend.ArgReduce(largest, line.Data, along, keepDims: true));
        if (line.IsTracked) values.From(new PickGradient(name, line, along, indices));
        if (x.Rank == 0) return new IndexedValues(values.Reshape(), indices.Reshape());
        return keepDims ? new IndexedValues(values, indices) : new IndexedValues(values.Squeeze(along), indices.Squeeze(along));
    }
}
