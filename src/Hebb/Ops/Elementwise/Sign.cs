using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>−1, 0 or 1 by the sign of every element; its gradient is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Sign() => NumberFunction(UnaryKernel.Sign, x, static (s, _, _) => Tensor.ZerosLike(s));
    }
}
