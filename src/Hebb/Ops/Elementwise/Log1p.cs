using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>ln(1 + x), element by element, exact to the last digits near 0.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Log1p() => Function(UnaryKernel.Log1p, x, static (s, _, _) => 1 / (s + 1));
    }
}
