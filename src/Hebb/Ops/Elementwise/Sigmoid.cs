using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The logistic function 1 / (1 + e⁻ˣ), element by element; no overflow for any x.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Sigmoid() =>
            // From the result: f' = y (1 − y).
            Function(UnaryKernel.Sigmoid, x, static (s, _, _) => s * (1 - s));
    }
}
