using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The next integer at or below every element; its gradient is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Floor() => NumberFunction(UnaryKernel.Floor, x, static (s, _, _) => Tensor.ZerosLike(s));
    }
}
