namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// The values in another type: toward zero to integers, 0 and 1 from Bool, ≠ 0 to Bool, to the nearest (ties to even) in floating point.
        /// Between floating-point types the gradient is converted back; elsewhere there is none.
        /// </summary>
        /// <param name="dtype">The type wanted.</param>
        /// <returns>x itself if it has that type.</returns>
        public Tensor To(DType dtype)
        {
            if (x.DType == dtype) return x;
            Tensor y = new(x.Backend.Cast(x.Data, dtype));
            return x.IsTracked && dtype.IsFloatingPoint ? y.From(new ToGradient(x)) : y;
        }
    }

    // dx = dy in the type of x; Give converts.
    sealed class ToGradient(Tensor x) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy);
    }
}
