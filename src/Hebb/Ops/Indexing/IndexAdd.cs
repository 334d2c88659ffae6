namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>A copy of x to whose slices along an axis α · source is added; repeated indices add up.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="index">Integers with one axis, each 0 … length − 1.</param>
        /// <param name="source">x's shape and type, with as many slices on the axis as there are indices.</param>
        /// <param name="alpha">The factor α.</param>
        /// <exception cref="ShapeException">The index has more than one axis, or the source another shape.</exception>
        /// <exception cref="DTypeException">The index does not hold integers, or the types differ.</exception>
        /// <exception cref="IndexException">An index lies outside the axis, or there is no such axis.</exception>
        public Tensor IndexAdd(int axis, Tensor index, Tensor source, double alpha = 1)
        {
            axis = x.Shape.Axis(axis);
            index = CheckedList("IndexAdd", x.Shape, axis, index);
            CheckSameType("IndexAdd", x, source);
            Shape wanted = x.Shape.With(axis, index.Count);
            if (source.Shape != wanted) throw new ShapeException($"IndexAdd of {index.Count} slices along axis {axis} of shape {x.Shape} needs values of shape {wanted}; they have {source.Shape}.");
            return IndexAdded(x, x.Shape, axis, index, alpha == 1 ? source : source * alpha);
        }
    }

    /// <summary>x, or zeros of a shape, plus slices of the source. The adjoint of IndexSelect.</summary>
    static Tensor IndexAdded(Tensor? x, Shape shape, int axis, Tensor index, Tensor source)
    {
        Tensor y = Started(x, shape, source);
        y.Backend.IndexAdd(y.Data, axis, index.Data, source.Data);
        return source.IsTracked || x is { IsTracked: true } ? y.From(new IndexAddGradient(x, source, axis, index)) : y;
    }

    // dx = dy, dsource = the slices of dy.
    sealed class IndexAddGradient(Tensor? x, Tensor source, int axis, Tensor index) : Node((ReadOnlySpan<Tensor?>)[x, source])
    {
        SavedTensor index = new(index);

        public override void Backward(Tensor dy)
        {
            if (NeedsGradient(0)) AddGradient(0, dy);
            if (NeedsGradient(1)) AddGradient(1, SelectChecked(dy, axis, index.For(this)));
        }

        protected override void Release() => index = default;
    }
}
