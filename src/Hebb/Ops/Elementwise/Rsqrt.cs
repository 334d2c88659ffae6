using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>1 / √x, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Rsqrt() =>
            // From the result: f' = −y³ / 2.
            Function(UnaryKernel.Rsqrt, x, static (s, _, _) => s * s * s * -0.5);
    }
}
