using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x / (1 + |x|), element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Softsign() => Function(UnaryKernel.Softsign, x, static (s, _, _) => (s.Abs() + 1).Pow(-2));
    }
}
