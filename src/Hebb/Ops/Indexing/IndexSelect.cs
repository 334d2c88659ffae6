namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Slices of x along an axis, in the order of the index; the same slice may be named again.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="index">Integers with one axis (or a scalar), each 0 … length − 1.</param>
        /// <returns>x's shape, with the index's length on the axis.</returns>
        /// <exception cref="ShapeException">The index has more than one axis.</exception>
        /// <exception cref="DTypeException">The index does not hold integers.</exception>
        /// <exception cref="IndexException">An index lies outside the axis, or there is no such axis.</exception>
        public Tensor IndexSelect(int axis, Tensor index)
        {
            if (x.Rank == 0) return x.Reshape(1).IndexSelect(axis, index).Reshape();
            axis = x.Shape.Axis(axis);
            return SelectChecked(x, axis, CheckedList("IndexSelect", x.Shape, axis, index));
        }
    }

    static Tensor SelectChecked(Tensor x, int axis, Tensor index)
    {
        Tensor y = new(x.Backend.IndexSelect(x.Data, axis, index.Data));
        return x.IsTracked ? y.From(new IndexSelectGradient(x, axis, index)) : y;
    }

    static Tensor CheckedList(string operation, Shape shape, int axis, Tensor index)
    {
        index = IndexTensor(operation, index);
        if (index.Rank > 1) throw new ShapeException($"{operation} takes a list of indices; they have shape {index.Shape}.", "Flatten() them, or index with x[index], or use Gather for an index at each element.");
        index = index.Reshape(index.Count);
        index.Backend.CheckIndices(index.Data, shape.Axes[axis], $"index on axis {axis} of shape {shape}");
        return index;
    }

    // dx = zeros + the slices of dy at their indices.
    sealed class IndexSelectGradient(Tensor x, int axis, Tensor index) : Node(x)
    {
        SavedTensor index = new(index);

        public override void Backward(Tensor dy) => AddGradient(0, IndexAdded(null, InputShape(0), axis, index.For(this), dy));

        protected override void Release() => index = default;
    }
}
