using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The sine of x in radians, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Sin() => Function(UnaryKernel.Sin, x, static (s, _, _) => s.Cos());
    }
}
