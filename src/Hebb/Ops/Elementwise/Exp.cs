using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>eˣ, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Exp() =>
            // From the result: f' = y.
            Function(UnaryKernel.Exp, x, static (s, _, _) => s);
    }
}
