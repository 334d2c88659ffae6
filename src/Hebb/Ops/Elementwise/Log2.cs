using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The logarithm to base 2, element by element; −∞ at 0, NaN below.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Log2() => Function(UnaryKernel.Log2, x, static (s, _, _) => 1 / (s * 0.6931471805599453));
    }
}
