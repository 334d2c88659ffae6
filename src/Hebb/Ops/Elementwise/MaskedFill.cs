namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>A copy of x with one value wherever the mask is true. No gradient flows to those places.</summary>
        /// <param name="mask">Bool; broadcast to x's shape.</param>
        /// <param name="value">The value, converted to x's type.</param>
        /// <exception cref="ShapeException">The mask does not broadcast to x's shape.</exception>
        /// <exception cref="DTypeException">The mask is not Bool.</exception>
        public Tensor MaskedFill(Tensor mask, double value)
        {
            CheckMask("MaskedFill", mask);
            if (Shape.Broadcast(x.Shape, mask.Shape) != x.Shape) throw new ShapeException($"MaskedFill: a mask of shape {mask.Shape} is larger than the tensor, which has shape {x.Shape}.");
            Tensor y = new(x.Backend.Where(mask.Data, Tensor.Scalar(value, x.DType).Data, x.Data));
            return x.IsTracked ? y.From(new MaskedFillGradient(x, mask)) : y;
        }

        /// <summary>The elements at which a mask is true, in row-major order, in one axis. (How many there are depends on the values.)</summary>
        /// <param name="mask">Bool; mask and x broadcast to a common shape.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">The mask is not Bool.</exception>
        public Tensor MaskedSelect(Tensor mask)
        {
            CheckMask("MaskedSelect", mask);
            Shape shape = Shape.Broadcast(x.Shape, mask.Shape);
            return SelectChecked(x.Expand(shape).Reshape(shape.Count), 0, new Tensor(mask.Backend.NonZero(mask.Expand(shape).Data)));
        }
    }

    static void CheckMask(string operation, Tensor mask)
    {
        if (mask.DType != DType.Bool) throw new DTypeException($"{operation} takes a mask of Bool; it got {mask.DType}.", "Compare to make a mask, or convert 0 and 1: mask.To(DType.Bool).");
    }

    // dx = dy, 0 where the mask is true.
    sealed class MaskedFillGradient(Tensor x, Tensor mask) : Node(x)
    {
        SavedTensor mask = new(mask);

        public override void Backward(Tensor dy) => AddGradient(0, dy.MaskedFill(mask.For(this), 0));

        protected override void Release() => mask = default;
    }
}
