using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>a − b ⌊a / b⌋, element by element, broadcast: it has the sign of b, as in Python (C#'s own % has that of a).</summary>
        /// <param name="a">Numerator.</param>
        /// <param name="b">Denominator.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="HebbException">Integers would be divided by 0.</exception>
        public static Tensor operator %(Tensor a, Tensor b)
        {
            CheckDivisor("%", a, b);
            Tensor y = Binary(BinaryKernel.Remainder, a, b);
            return Tracks(a, b) ? y.From(new RemainderGradient(a, b)) : y;
        }

        /// <summary>a − b ⌊a / b⌋ for a number b.</summary>
        /// <param name="a">Numerator.</param>
        /// <param name="b">Denominator; with a fraction, it makes an integer tensor Float32.</param>
        /// <exception cref="HebbException">Integers would be divided by 0.</exception>
        public static Tensor operator %(Tensor a, double b)
        {
            Tensor x = ForNumber("%", a, b);
            return x % Tensor.Scalar(b, x.DType);
        }
    }

    extension(Tensor a)
    {
        /// <summary>The same as a % b.</summary>
        /// <param name="b">Denominator.</param>
        public Tensor Remainder(Tensor b) => a % b;

        /// <summary>The same as a % b for a number b.</summary>
        /// <param name="b">Denominator.</param>
        public Tensor Remainder(double b) => a % b;
    }

    // da = dy, db = −dy ⌊a / b⌋.
    sealed class RemainderGradient(Tensor a, Tensor b) : Node(a, b)
    {
        Saved a = new(a), b = new(b);

        public override void Backward(Tensor dy)
        {
            if (Needs(1)) Give(1, -(dy * a.For(this).FloorDivide(b.For(this))));
            Give(0, dy);
        }

        protected override void Release() => a = b = default;
    }
}
