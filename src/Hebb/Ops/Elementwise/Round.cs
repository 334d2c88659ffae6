using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The nearest integer to every element, halves to the even one (as NumPy and PyTorch do); its gradient is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Round() => NumberFunction(UnaryKernel.Round, x, static (s, _, _) => Tensor.ZerosLike(s));
    }
}
