using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor a)
    {
        /// <summary>⌊a / b⌋, element by element, broadcast, rounded toward −∞ as in Python; integers stay integers. It carries no gradient.</summary>
        /// <param name="b">Denominator.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Tensor FloorDivide(Tensor b) => Binary(BinaryKernel.FloorDivide, a, b);

        /// <summary>⌊a / b⌋ for a number b.</summary>
        /// <param name="b">Denominator; with a fraction, it makes an integer tensor Float32.</param>
        public Tensor FloorDivide(double b)
        {
            Tensor x = ForNumber("FloorDivide", a, b);
            return x.Backend.Binary(BinaryKernel.FloorDivide, x, Tensor.Scalar(b, x.DType));
        }
    }
}
