using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>√x, element by element; NaN below 0. The gradient at 0 is infinite.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Sqrt() =>
            // From the result: f' = 1 / 2y.
            Function(UnaryKernel.Sqrt, x, static (s, _, _) => 0.5 / s);
    }
}
