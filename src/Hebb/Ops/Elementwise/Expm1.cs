using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>eˣ − 1, element by element, exact to the last digits near 0.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Expm1() =>
            // From the result: f' = y + 1.
            Function(UnaryKernel.Expm1, x, static (s, _, _) => s + 1);
    }
}
