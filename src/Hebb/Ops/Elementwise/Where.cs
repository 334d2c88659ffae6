namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>a where the condition holds, else b, element by element; all three broadcast.</summary>
        /// <param name="condition">A mask.</param>
        /// <param name="a">Taken where it is true.</param>
        /// <param name="b">Taken where it is false.</param>
        /// <returns>A tensor of the common type of a and b. The gradient goes to the one that was taken.</returns>
        /// <exception cref="DTypeException">The condition is not Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor Where(Tensor condition, Tensor a, Tensor b)
        {
            if (condition.DType != DType.Bool) throw new DTypeException($"Where needs a condition of Bool; it got {condition.DType}.", "Compare first, such as x > 0 or x.NotEqual(0).");
            if (a.DType != b.DType)
            {
                DType type = CommonType(a, b);
                return Where(condition, a.To(type), b.To(type));
            }

            Tensor y = new(a.Backend.Where(condition.Data, a.Data, b.Data));
            return Tracks(a, b) ? y.From(new WhereGradient(condition, a, b)) : y;
        }

        /// <summary>a where the condition holds, else the number b.</summary>
        /// <param name="condition">A mask.</param>
        /// <param name="a">Taken where it is true.</param>
        /// <param name="b">Taken where it is false, in the type of a.</param>
        public static Tensor Where(Tensor condition, Tensor a, double b) => Where(condition, a, Tensor.Scalar(b, a.DType));

        /// <summary>The number a where the condition holds, else b.</summary>
        /// <param name="condition">A mask.</param>
        /// <param name="a">Taken where it is true, in the type of b.</param>
        /// <param name="b">Taken where it is false.</param>
        public static Tensor Where(Tensor condition, double a, Tensor b) => Where(condition, Tensor.Scalar(a, b.DType), b);
    }

    // da = dy where the condition holds, db = dy elsewhere.
    sealed class WhereGradient(Tensor condition, Tensor a, Tensor b) : Node(a, b)
    {
        SavedTensor condition = new(condition);

        public override void Backward(Tensor dy)
        {
            if (NeedsGradient(0)) AddGradient(0, Where(condition.For(this), dy, 0));
            if (NeedsGradient(1)) AddGradient(1, Where(condition.For(this), 0, dy));
        }

        protected override void Release() => condition = default;
    }
}
