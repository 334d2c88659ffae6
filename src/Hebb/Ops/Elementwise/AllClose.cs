namespace Hebb;

public static partial class Ops
{
    extension(Tensor a)
    {
        /// <summary>Whether |a − b| ≤ atol + rtol · |b| for every element, broadcast. Equal infinities are close.</summary>
        /// <param name="b">What is expected.</param>
        /// <param name="rtol">The tolerance relative to b.</param>
        /// <param name="atol">The absolute tolerance.</param>
        /// <param name="equalNan">Whether NaN is close to NaN.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public bool AllClose(Tensor b, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false)
        {
            using var _ = Autograd.Pause();
            DType type = CommonType(a, b).IsFloatingPoint ? CommonType(a, b) : DType.Float64;
            Tensor x = Floating("AllClose", a.To(type)), y = Floating("AllClose", b.To(type)), distance = (x - y).Abs();
            Tensor close = x.Equal(y) | (distance.IsFinite() & (distance <= (y.Abs() * rtol) + atol));
            if (equalNan) close |= x.IsNan() & y.IsNan();
            return close.All().Item() != 0;
        }

        /// <summary>Whether two tensors have the same shape, the same type and equal elements; NaN equals nothing.</summary>
        /// <param name="b">The other tensor.</param>
        public bool SequenceEqual(Tensor b) => a.Shape == b.Shape && a.DType == b.DType && a.Equal(b).All().Item() != 0;
    }
}
