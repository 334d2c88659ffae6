using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>max(x, 0) for every element; the gradient at 0 is 0, as in PyTorch.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Relu() => NumberFunction(UnaryKernel.Relu, x, static (s, _, _) => Indicator(s > 0, s));
    }
}
