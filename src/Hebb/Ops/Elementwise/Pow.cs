using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>xⁿ, element by element, for a number n.</summary>
        /// <param name="exponent">n; with a fraction, it makes an integer tensor Float32.</param>
        /// <returns>A tensor of the shape of x; NaN for a negative x and an n with a fraction.</returns>
        /// <exception cref="DTypeException">x holds integers and n is negative, or x is Bool.</exception>
        public Tensor Pow(double exponent)
        {
            Tensor number = ForNumber("Pow", x, exponent);
            if (exponent < 0 && !number.DType.IsFloatingPoint)
                throw new DTypeException($"Pow({exponent}) of {x.DType}: integers have no negative powers.", "Convert the tensor first: x.To(DType.Float32).");
            return NumberFunction(UnaryKernel.PowScalar, x.DType == DType.Bool ? x : number, static (s, n, _) => n == 0 ? Tensor.ZerosLike(s) : s.Pow(n - 1) * n, exponent);
        }

        /// <summary>xⁿ, element by element, broadcast, for a tensor n; 0⁰ is 1.</summary>
        /// <param name="exponent">n; types are promoted.</param>
        /// <returns>A tensor of the broadcast shape. The gradient of n is xⁿ ln x, and 0 where x is 0 and n is not negative.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Tensor Pow(Tensor exponent)
        {
            Tensor y = Binary(BinaryKernel.Pow, x, exponent);
            return Tracks(x, exponent) ? y.From(new PowGradient(x, exponent, y)) : y;
        }
    }

    // dx = dy · n xⁿ⁻¹ (0 where n is 0), dn = dy · xⁿ ln x (0 where x is 0 and n ≥ 0).
    sealed class PowGradient(Tensor x, Tensor n, Tensor y) : Node(x, n)
    {
        Saved x = new(x), n = new(n), y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor power = n.For(this), number = x.For(this);
            if (Needs(0)) Give(0, Where(power.Equal(0), 0, dy * power * number.Pow(power - 1)));
            if (Needs(1)) Give(1, Where(number.Equal(0) & (power >= 0), 0, dy * y.For(this) * number.Log()));
        }

        protected override void Release() => x = n = y = default;
    }
}
