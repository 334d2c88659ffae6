using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The hyperbolic tangent, element by element: from −1 to 1, saturating without overflow.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Tanh() =>
            // From the result: f' = 1 − y².
            Function(UnaryKernel.Tanh, x, static (s, _, _) => 1 - (s * s));
    }
}
