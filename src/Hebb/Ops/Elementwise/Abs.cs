using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>|x|, element by element; the gradient at 0 is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Abs() => NumberFunction(UnaryKernel.Abs, x, static (s, _, _) => s.Sign());
    }
}
